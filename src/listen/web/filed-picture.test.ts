import { expect, it } from 'vitest'
import { filedPictureOf } from './filed-picture.tsx'

it('knows a picture of ours whatever address Heed had when it was filed', () => {
  expect(filedPictureOf('https://heed.example/api/connect.clip_picture?clipId=1&workspace=2')).toBe('/api/connect.clip_picture?clipId=1&workspace=2')
})

it.each([null, 'https://network.example/picture.jpg', 'not an address', 'https://network.example/api/connect.clip_picture/../x'])('takes %s for no picture of ours', (url) => {
  expect(filedPictureOf(url)).toBeNull()
})
