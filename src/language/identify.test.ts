import { describe, expect, test } from 'vitest'
import { identify } from './index.ts'

describe('the language of a short post', () => {
  test.each([
    ['he', 'מתי כבר יגיע המשלוח שהזמנתי לפני שבועיים?'],
    ['he', 'תודה'],
    ['he', 'קניתי iPhone 17 ב-IKEA, יקר אבל שווה'],
    ['he', 'שָׁלוֹם לְכוּלָּם'],
    ['he', 'אַתָּה אָמַרְתָּ'],
    ['he', 'אין כמו הבית, אין מה לומר'],
    ['yi', 'וואָס מאַכט איר היינט, מײַן פֿרײַנד?'],
    ['yi', 'איך האב נישט געוואוסט אז דו קומסט היינט'],
    ['en', 'I have been waiting two weeks for my order and nobody answers'],
    ['en', '@shop https://shop.example/he/about still no answer from your support team'],
    ['ar', 'أين طلبي؟ أنتظر منذ أسبوعين ولا أحد يجيب'],
    ['fa', 'سفارش من هنوز نرسیده است و کسی پاسخ نمی‌دهد'],
    ['ru', 'Жду заказ уже две недели, и никто не отвечает'],
    ['fr', 'J’attends ma commande depuis deux semaines et personne ne répond'],
    ['de', 'Ich warte seit zwei Wochen auf meine Bestellung'],
    ['es', 'Llevo dos semanas esperando mi pedido y nadie contesta'],
    ['ja', '注文した商品がまだ届きません'],
    ['zh', '我的订单还没有到'],
    ['ko', '주문한 상품이 아직 안 왔어요'],
    ['el', 'Περιμένω την παραγγελία μου'],
    ['th', 'ยังไม่ได้รับของ'],
    ['und', ''],
    ['und', '😂😂 !!! 12:30'],
    ['und', 'https://shop.example/he @shop.example joe@mail.example'],
    ['und', 'a b c'],
    ['und', '\ud800\0'],
  ])('%s: %s', (lang, text) => {
    expect(identify(text).lang).toBe(lang)
  })

  test('comes with a confidence between 0 and 1, lower for a mixed text', () => {
    const plain = identify('המשלוח הגיע בזמן').confidence
    const mixed = identify('המשלוח של Amazon Prime הגיע').confidence
    expect(plain).toBe(1)
    expect(mixed).toBeGreaterThan(0)
    expect(mixed).toBeLessThan(plain)
    expect(identify('...').confidence).toBe(0)
  })

  test('a megabyte costs no more than its beginning', () => {
    expect(identify('שלום לכם '.repeat(120_000)).lang).toBe('he')
    expect(identify(`${'@'.repeat(1_000_000)}`).lang).toBe('und')
  })
})
