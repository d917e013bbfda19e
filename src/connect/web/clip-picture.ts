import { base64Of } from '../../base/web/base64-of.ts'

const SIDE_PX_MAX = 2_400
const JPEG_QUALITY = 0.85

/**
 * A picture as it is sent: base64. A photograph is turned upright (cameras only note which way is up), made no larger than a screen
 * needs and rid of where it was taken; anything else goes as it is. The server looks again.
 */
export async function pictureToSend(file: File): Promise<string> {
  return base64Of(file.type === 'image/jpeg' ? ((await redrawn(file).catch(() => null)) ?? file) : file)
}

async function redrawn(file: File): Promise<Blob | null> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, SIDE_PX_MAX / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY))
}
