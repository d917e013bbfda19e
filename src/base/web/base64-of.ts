/** The bytes of a file, or of a part of one, as they travel in JSON. Throws when the browser cannot read it. */
export function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('a file that cannot be read')))
    reader.readAsDataURL(blob)
  })
}
