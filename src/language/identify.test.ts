import { describe, expect, test } from 'vitest'
import { identify } from './index.ts'

describe('the language of a short post', () => {
  test.each([
    ['he', 'מתי כבר יגיע המשלוח שהזמנתי לפני שבועיים?'],
    ['he', 'תודה'],
    ['he', 'איך'],
    ['he', 'רעל רעל רעל'],
    ['he', 'מ-ז-ל ט-ו-ב'],
    ['he', 'קניתי iPhone 17 ב-IKEA, יקר אבל שווה'],
    ['he', 'המלצות? Samsung Galaxy Ultra או Apple iPhone Pro Max'],
    ['he', 'שָׁלוֹם לְכוּלָּם'],
    ['he', 'אַתָּה אָמַרְתָּ'],
    ['he', 'אין כמו הבית, אין מה לומר'],
    ['he', 'ש\u202bלום\u202c לכו\u200dלם'],
    ['yi', 'וואָס מאַכט איר היינט, מײַן פֿרײַנד?'],
    ['yi', 'איך האב נישט געוואוסט אז דו קומסט היינט'],
    ['yi', 'דער אויטאבוס קומט שוין'],
    ['en', 'I have been waiting two weeks for my order and nobody answers'],
    ['en', 'thank you'],
    ['en', 'Lantern opens in Haifa'],
    ['en', '𝓛𝓸𝓿𝓮 𝓽𝓱𝓲𝓼 𝓹𝓱𝓸𝓷𝓮'],
    ['en', 'RT @shop: https://shop.example/he/about still no answer from your support team'],
    ['ar', 'أين طلبي؟ أنتظر منذ أسبوعين ولا أحد يجيب'],
    ['fa', 'سفارش من هنوز نرسیده است و کسی پاسخ نمی‌دهد'],
    ['ur', 'میرا آرڈر ابھی تک نہیں پہنچا اور کوئی جواب نہیں دیتا'],
    ['ru', 'Жду заказ уже две недели, и никто не отвечает'],
    ['uk', 'Чекаю на замовлення вже два тижні, і ніхто не відповідає'],
    ['bg', 'Чакам поръчката си вече две седмици и никой не отговаря'],
    ['sr', 'Већ две недеље чекам поруџбину и нико не одговара'],
    ['fr', 'J’attends ma commande depuis deux semaines et personne ne répond'],
    ['de', 'Ich warte seit zwei Wochen auf meine Bestellung'],
    ['de', 'Das Update ist mega nice, aber der Support ist leider ein Fail'],
    ['es', 'Llevo dos semanas esperando mi pedido y nadie contesta'],
    ['pt', 'Estou esperando meu pedido há duas semanas e ninguém responde'],
    ['it', 'Aspetto il mio ordine da due settimane e nessuno risponde'],
    ['nl', 'Ik wacht al twee weken op mijn bestelling en niemand antwoordt'],
    ['pl', 'Czekam na zamówienie od dwóch tygodni i nikt nie odpowiada'],
    ['tr', 'Siparişimi iki haftadır bekliyorum ve kimse cevap vermiyor'],
    ['ro', 'Aștept comanda de două săptămâni și nimeni nu răspunde'],
    ['sv', 'Jag har väntat på min beställning i två veckor och ingen svarar'],
    ['da', 'Jeg har ventet på min bestilling i to uger, og ingen svarer mig'],
    ['fi', 'Olen odottanut tilaustani kaksi viikkoa eikä kukaan vastaa'],
    ['cs', 'Čekám na svou objednávku už dva týdny a nikdo neodpovídá'],
    ['hu', 'Két hete várok a rendelésemre, és senki sem válaszol'],
    ['vi', 'Tôi đã đợi đơn hàng hai tuần rồi mà không ai trả lời'],
    ['id', 'Saya sudah menunggu pesanan saya dua minggu dan tidak ada yang menjawab'],
    ['ca', 'Fa dues setmanes que espero la meva comanda i ningú no respon'],
    ['hi', 'मैं दो हफ़्ते से अपने ऑर्डर का इंतज़ार कर रहा हूँ'],
    ['hi', 'bhai mera order abhi tak nahi aaya, koi jawab bhi nahi deta'],
    ['ja', '注文した商品がまだ届きません'],
    ['zh', '我的订单还没有到'],
    ['ko', '주문한 상품이 아직 안 왔어요'],
    ['el', 'Περιμένω την παραγγελία μου'],
    ['th', 'ยังไม่ได้รับของ'],
    ['bn', 'আমার অর্ডার এখনও আসেনি'],
    ['ja', '注文した https://shop.example/a 商品がまだ届きません'],
  ])('%s: %s', (lang, text) => {
    expect(identify(text).lang).toBe(lang)
  })

  test.each([
    '', '😂😂 !!! 12:30', '👍', 'x', 'ש', 'א׳ ב׳', 'a b c', '\ud800\0', '\udfff', '\u0300\u0301\u0302', '054-7654321', '5%', '#2',
    'https://shop.example/he @shop.example joe@mail.example', 'http://t.example/Abc', 'www.shop.example/about', 'shop.co.il/he?a=b', '@someone',
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ', 'dGhpcyBpcyBhIHRlc3Qgb2YgYmFzZTY0IHRleHQ=', 'd41d8cd98f00b204e9800998ecf8427e', 'RT', '\u202e\u202d\u2066\u2069',
  ])('cannot be told: %s', (text) => {
    expect(identify(text)).toEqual({ lang: 'und', confidence: 0 })
  })

  test.each(['ma kore achi, lama af echad lo one li', 'toda raba al hasherut, hakol haya beseder', 'ani mechake kvar shvuayim lamishloach'])('Hebrew in Latin letters is claimed as nothing: %s', (text) => {
    expect(identify(text).confidence).toBeLessThan(0.5)
  })

  test('drawn-out letters, accents piled up and capitals do not change it', () => {
    expect(identify('SOOOOO disappointeeeed, neverrrr agaaaain').lang).toBe('en')
    expect(identify([...'never buying from this shop again'].map((letter) => `${letter}\u0317\u0325\u0353`).join('')).lang).toBe('en')
    expect(identify('יקררררר ברמות!!!! גועללללל').lang).toBe('he')
  })

  test('comes with a confidence between 0 and 1, lower for a mixed text', () => {
    const plain = identify('המשלוח הגיע בזמן').confidence
    const mixed = identify('המשלוח של Amazon Prime הגיע').confidence
    expect(plain).toBeCloseTo(1, 3)
    expect(mixed).toBeGreaterThan(0)
    expect(mixed).toBeLessThan(plain)
    expect(identify('...').confidence).toBe(0)
  })

  test('does not depend on what was read before', () => {
    const texts = ['שלום לכם', 'hello there friends', '', 'привет всем', 'https://shop.example']
    const alone = texts.map((text) => identify(text))
    expect(texts.toReversed().map((text) => identify(text)).toReversed()).toEqual(alone)
  })

  test('a megabyte costs no more than its beginning', () => {
    expect(identify('שלום לכם '.repeat(120_000)).lang).toBe('he')
    for (const piece of ['@', 'a', '.', 'a.', 'http://', '#', '\u05b0', '😂', 'é\u0301', 'א"']) expect(['und', 'he', 'en', 'fr']).toContain(identify(piece.repeat(1_000_000 / piece.length)).lang)
  })
})
