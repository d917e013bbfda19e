import { expect, it } from 'vitest'
import { keyOf } from './keys.ts'

const press = (key: string, code: string, held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) =>
  keyOf({ key, code, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held })

it('knows a key by its place on a Hebrew keyboard', () => {
  expect([press('ח', 'KeyJ'), press('ל', 'KeyK'), press('.', 'Slash')]).toEqual(['j', 'k', '/'])
})

it('takes a Latin layout at its word', () => {
  expect([press('h', 'KeyJ'), press('j', 'KeyC'), press('J', 'KeyJ', { shiftKey: true })]).toEqual(['h', 'j', 'j'])
})

it('tells search from help', () => {
  expect([press('/', 'Slash'), press('?', 'Slash', { shiftKey: true }), press('/', 'KeyQ')]).toEqual(['/', '?', '/'])
})

it('knows the comma by its place too, where Hebrew has a letter', () => {
  expect([press(',', 'Comma'), press('ת', 'Comma')]).toEqual([',', ','])
})

it('tells a key with Ctrl or Cmd from the key alone, and leaves Alt to the keyboard', () => {
  expect([press('j', 'KeyJ', { metaKey: true }), press('ל', 'KeyK', { ctrlKey: true })]).toEqual(['mod+j', 'mod+k'])
  expect([press('j', 'KeyJ', { altKey: true }), press('Enter', 'Enter')]).toEqual([null, null])
})
