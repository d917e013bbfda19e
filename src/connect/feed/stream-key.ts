/**
 * One address for all ways to write a feed's address: `feed:` schemes, ports, fragments and the order of letters' case in
 * a host do not make another stream. Query and path do.
 */
export function streamKey({ url }: { readonly url: string }): string {
  const whole = new URL(url)
  whole.hash = ''
  whole.username = ''
  whole.password = ''
  return whole.href
}
