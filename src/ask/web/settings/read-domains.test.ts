import { describe, expect, it } from 'vitest'
import { readDomains } from './read-domains.ts'

describe('domains of mail', () => {
  it.each([
    ['shop.example, mail.Shop.example', ['shop.example', 'mail.shop.example']],
    ['@shop.example dana@shop.example;xn--4dbrk0ce.example', ['shop.example', 'xn--4dbrk0ce.example']],
    ['  ', []],
    ['shop', null],
    ['shop.example, what is this', null],
  ])('%s', (text, domains) => {
    expect(readDomains(text)).toEqual(domains)
  })
})
