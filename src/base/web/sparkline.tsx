const [WIDTH, HEIGHT] = [64, 20]

/** How something went, in the space of a word: oldest first, newest last, left to right in every language. Its figures are said beside it. */
export function Sparkline({ counts }: { counts: readonly number[] }) {
  const most = Math.max(...counts, 1)
  const points = counts.map((count, at) => `${((at / Math.max(counts.length - 1, 1)) * WIDTH).toFixed(1)},${(HEIGHT - 2 - (count / most) * (HEIGHT - 4)).toFixed(1)}`)
  return (
    <svg aria-hidden width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="block shrink-0">
      <polyline points={points.join(' ')} className="fill-none stroke-accent [stroke-linejoin:round]" strokeWidth={1.5} />
    </svg>
  )
}
