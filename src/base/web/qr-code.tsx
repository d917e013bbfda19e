import { encode } from 'uqr'

const QUIET_ZONE = 4

/** A QR code (ISO/IEC 18004) of an address, black on white in either theme: cameras want it so. `label` says where it leads. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = squaresOf(text)
  return (
    <svg viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" className="aspect-square w-full rounded-card">
      <title>{label}</title>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

/** The same as a file to print, named and saved by the browser. */
export function saveQrCode(text: string, name: string): void {
  const { path, size } = squaresOf(text)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}"/></svg>`
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  Object.assign(document.createElement('a'), { href: url, download: `${name}.svg` }).click()
  URL.revokeObjectURL(url)
}

function squaresOf(text: string): { path: string; size: number } {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { path, size }
}
