/** What somebody or something is called: in its own direction, and where there is no room, cut at its own end. */
export function Name({ children }: { children: string }) {
  return (
    <span className="flex min-w-0">
      <bdi className="truncate">{children}</bdi>
    </span>
  )
}
