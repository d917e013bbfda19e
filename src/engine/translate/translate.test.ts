import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile } from '../index.ts'
import { parse } from '../query/parse.ts'
import { print } from '../query/print.ts'
import { CHARACTERS_MAX, NESTING_MAX } from '../query/query.ts'
import { type Dialect, DIALECTS, GIVEN_CHARACTERS_MAX, LOST_MAX, translate } from './translate.ts'

/** The query, and after it each loss as `code:hears "what stood there"`. */
function told(text: string, from: Dialect): string[] {
  const translation = translate(text, from)
  return [translation.text, ...translation.lost.map((lost) => `${lost.code}:${lost.hears} ${text.slice(lost.from, lost.to)}`)]
}

describe('Brandwatch', () => {
  test.each<[string, ...string[]]>([
    ['(lantern OR "desk lamp") AND (broken OR late) NOT festival', '(lantern OR "desk lamp") AND (broken OR late) AND NOT festival'],
    ['((apple OR orange) NEAR/5 (phone OR tablet)) AND review', '(apple OR orange) NEAR/6 (phone OR tablet) AND review'],
    ['logitech NEAR/2f keyboard', 'logitech ONEAR/3 keyboard'],
    ['nueva NEAR/0f ley', 'nueva ONEAR/1 ley'],
    ['"apple juice"~5', 'apple NEAR/6 juice'],
    ['((cake OR "ice cream") AND (birthday OR party))~5', '(cake OR "ice cream") NEAR/6 (birthday OR party)'],
    ['"one two three"~4', 'one NEAR/6 two AND one NEAR/6 three', 'near_many:more "one two three"~4'],
    ['complain* AND {BT}', 'complain* AND case:BT'],
    ['{Brand Watch} OR raw:Zara', 'case:"Brand Watch" OR =Zara'],
    ['raw:Google+', '=Google+', 'punctuation:more raw:Google+'],
    ['customi?e OR colo*r', 'customi* OR colo*', 'wildcard_wider:more customi?e', 'wildcard_wider:more colo*r'],
    ['e-comm* OR "big appl* juice"', 'e ONEAR/1 comm* OR (big ONEAR/1 appl*) ONEAR/1 juice'],
    ['ikea AND ab*', 'ikea', 'wildcard:more ab*'],
    ['ikea OR ab*', 'ikea', 'wildcard:less ab*'],
    ['title:"apple juice" AND shop', '"apple juice" AND shop', 'part:more title:'],
    ['title:(ikea OR sofa) AND late', '(ikea OR sofa) AND late', 'part:more title:'],
    ['sofa NOT title:"apple juice"', 'sofa', 'exclusion:more title:"apple juice"'],
    ['country:gbr AND "apple juice"', '"apple juice"', 'place:more country:gbr'],
    ['(country:gbr OR city:"usa.ny.new york") AND ikea', 'ikea', 'place:more country:gbr', 'place:more city:"usa.ny.new york"'],
    ['ikea OR country:gbr', 'ikea', 'place:less country:gbr'],
    ['ikea NOT country:gbr', 'ikea', 'place:more country:gbr'],
    ['sofa NOT (ikea OR country:gbr)', 'sofa AND NOT ikea', 'place:more country:gbr'],
    ['sofa NOT (ikea AND country:gbr)', 'sofa', 'exclusion:more (ikea AND country:gbr)', 'place:more country:gbr'],
    ['latitude:[41 TO 44] AND ikea', 'ikea', 'place:more latitude:[41 TO 44]'],
    ['authorFollowers:[500 TO 100000] AND ikea', 'followers:>=500 AND followers:<=100000 AND ikea'],
    ['authorFollowers:[0 TO 500] AND ikea', 'followers:<=500 AND ikea'],
    ['site:shop.example AND ikea', 'site:shop.example AND ikea', 'site:more site:shop.example'],
    ['ikea NOT site:spam.example', 'ikea AND NOT site:spam.example', 'site:less site:spam.example'],
    ['url:"news.example/uk" AND links:shop.example', 'url:news.example/uk AND url:shop.example', 'site:more url:"news.example/uk"'],
    ['author:ladygaga OR author:"lady gaga"', 'author:ladygaga', 'name:less author:"lady gaga"'],
    ['author:(dana OR "dana levi")', 'author:dana', 'name:less "dana levi"'],
    ['ikea AND (engagementType:RETWEET OR engagementType:REPLY)', 'ikea AND (kind:repost OR kind:reply)'],
    ['ikea AND engagementType:QUOTE AND rating:[3 TO 5]', 'ikea', 'field:more engagementType:QUOTE', 'field:more rating:[3 TO 5]'],
    ['<<<ours>>> ikea OR <<<theirs>>> sofa', 'ikea OR sofa', 'comment:same <<<ours>>>', 'comment:same <<<theirs>>>'],
    ['ikea <<<never closed', 'ikea', 'comment:same <<<never closed'],
    ['apple OR pear AND juice', 'apple OR pear AND juice', 'mixed:same OR'],
    ['a NEAR/150 b', 'a AND b', 'near_far:more NEAR/150'],
    ['(a AND b) NEAR/5 c', 'a AND b AND c', 'near_parts:more NEAR/5'],
    ['#sale NEAR/3 sofa', 'sale NEAR/4 sofa'],
    ['ikea NOT ((a AND b) NEAR/5 c)', 'ikea', 'exclusion:more ((a AND b) NEAR/5 c)'],
    ['https://www.shop.example/sofas OR ikea', 'url:shop.example/sofas OR ikea'],
    ['re:invent AND 12:30', '"re:invent" AND 12:30', 'field_unknown:same re:invent'],
    ['redditPostFlair:"Good advice" AND ikea', 'ikea', 'field:more redditPostFlair:"Good advice"'],
    ['#MondayMotivation OR @brand OR 🎉', '#mondaymotivation OR @brand OR 🎉'],
    ['#ike* AND sofa', 'ike* AND sofa', 'wildcard_wider:more #ike*'],
    ['-5 AND ikea', '"-5" AND ikea'],
    ['language:he AND (שופרסל* OR צה"ל OR "דובר צה"ל")', 'lang:he AND (שופרסל* OR צה"ל OR "דובר צה"ל")'],
    ['(שופרסל NEAR/3f סניף) AND country:isr', 'שופרסל ONEAR/4 סניף', 'place:more country:isr'],
    ['tags:מבצע OR {אל על}', '#מבצע OR case:"אל על"'],
  ])('%s', (text, ...expected) => {
    expect(told(text, 'brandwatch')).toEqual(expected)
  })
})

describe('Meltwater', () => {
  test.each<[string, ...string[]]>([
    ['apple and (watch or iwatch) not "apple sauce"', 'apple AND (watch OR iwatch) AND NOT "apple sauce"'],
    ['apple OR pear AND juice', 'apple OR pear AND juice'],
    ['Apple NEAR watch', 'Apple NEAR/5 watch'],
    ['apple onear/10 (watch or phone)', 'apple ONEAR/11 (watch OR phone)'],
    ['bill XNOT "bill gates"', 'bill', 'xnot:more XNOT "bill gates"'],
    ['sailboat {5} AND race', 'sailboat AND race', 'times:more {5}'],
    ['race AND (yacht^2 OR sailing^0.5)', 'race AND (yacht OR sailing)', 'boost:same ^2', 'boost:same ^0.5'],
    ['E\\*trade', '"E trade"'],
    ['"apple orchard*"', 'apple ONEAR/1 orchard*'],
    ['ikea AND followers >10000 AND likes>5000', 'ikea AND followers:>10000', 'field:more likes>5000'],
    ['ikea AND followers:100000', 'ikea AND followers:>=100000 AND followers:<=100000'],
    ['ikea AND language:en AND spam:false', 'ikea AND lang:en', 'field:more spam:false'],
    ['ikea AND postType:og', 'ikea AND NOT kind:repost AND NOT kind:reply', 'kind:more postType:og'],
    ['ikea AND NOT postType:og', 'ikea', 'exclusion:more postType:og'],
    ['from:"worldsailing" OR author:"Yachting World"', 'author:worldsailing', 'name:less author:"Yachting World"'],
    ['ingress:("Solar energy" OR "Solar power") AND panel', '("Solar energy" OR "Solar power") AND panel', 'part:more ingress:'],
    ['site:"www.bbc.example" AND x', 'site:bbc.example AND x', 'site:more site:"www.bbc.example"'],
    ['site:"*.bbc.*" AND x', 'x', 'value:more site:"*.bbc.*"'],
    ['caseSensitive:(Apple) AND mention:"shop" AND hashtag:"sale"', 'case:Apple AND @shop AND #sale'],
    ['socialType:"social_reviews" AND שופרסל', 'kind:review AND שופרסל'],
    ['(מבצע or הנחה) near/3 שופרסל not country:il', '(מבצע OR הנחה) NEAR/4 שופרסל', 'place:more country:il'],
  ])('%s', (text, ...expected) => {
    expect(told(text, 'meltwater')).toEqual(expected)
  })
})

describe('Talkwalker', () => {
  test.each<[string, ...string[]]>([
    ['BMW AND NOT bike', 'BMW AND NOT bike'],
    ['chocolate -swiss -(milk OR dark)', 'chocolate AND NOT swiss AND NOT (milk OR dark)'],
    ['BlackBerry site:"www.a.example" site:"b.example"', 'BlackBerry AND (site:a.example OR site:b.example)',
      'site:more site:"www.a.example"', 'site:more site:"b.example"'],
    ['"obama merkel"~5', 'obama NEAR/6 merkel'],
    ['roam~1', 'roam', 'similar:less roam~1'],
    ['phone -roam~1', 'phone AND NOT roam', 'similar:more roam~1'],
    ['"car sharing"~', '"car sharing" OR carsharing'],
    ['++"Shop Online" OR +zara', '="Shop Online" OR zara'],
    ['+"l\'oréal"', "l'oréal", 'punctuation:more +"l\'oréal"'],
    ['(BMW OR Audi) ONEAR (bike OR car)', '(BMW OR Audi) ONEAR/16 (bike OR car)'],
    ['(BMW OR Audi) SENTENCE (bike OR car)', '(BMW OR Audi) AND (bike OR car)', 'sentence:more SENTENCE'],
    ['sixt AND lang:de AND sourcecountry:de AND engagement:>100', 'sixt AND lang:de', 'place:more sourcecountry:de', 'field:more engagement:>100'],
    ['sixt AND followers:>=1000', 'sixt AND followers:>=1000'],
    ['title:sixt AND -is:retweet AND is:twitter_reply', 'sixt AND NOT kind:repost AND kind:reply', 'part:more title:'],
    ['hashtag:#bmw mention:@franz contains:image', '#bmw AND @franz AND has:image'],
    ['שופרסל AND "שירות לקוחות"~3 AND lang:iw', 'שופרסל AND שירות NEAR/4 לקוחות AND lang:he'],
  ])('%s', (text, ...expected) => {
    expect(told(text, 'talkwalker')).toEqual(expected)
  })
})

describe('X', () => {
  test.each<[string, ...string[]]>([
    ['apple OR iphone ipad', 'apple OR iphone AND ipad'],
    ['(apple OR iphone) ipad -"apple pie" -(tv OR music)', '(apple OR iphone) AND ipad AND NOT "apple pie" AND NOT (tv OR music)'],
    ['(from:shop OR to:shop) -is:retweet lang:he', '(author:shop OR @shop) AND NOT kind:repost AND lang:he', 'to:more to:shop'],
    ['"this is the * time"', '"this is the" ONEAR/2 time', 'wildcard_wider:more "this is the * time"'],
    ['"social media"~5', 'social NEAR/6 media'],
    ['$TWTR OR #fb OR +radiooo', 'TWTR OR #fb OR radiooo', 'punctuation:more $TWTR'],
    ['ikea has:media has:links -filter:replies', 'ikea AND (has:image OR has:video) AND has:link AND NOT kind:reply'],
    ['ikea since:2024-01-01 until:2024-02-01 min_faves:10', 'ikea', 'time:more since:2024-01-01', 'time:more until:2024-02-01', 'field:more min_faves:10'],
    ['point_radius:[106.8 -6.2 10km] ikea near:"The Hague"', 'ikea', 'place:more point_radius:[106.8 -6.2 10km]', 'place:more near:"The Hague"'],
    ['followers_count:1000..10000 ikea', 'followers:>=1000 AND followers:<=10000 AND ikea'],
    ['min_followers:500 url:"https://shop.example/a"', 'followers:>=500 AND url:shop.example/a'],
    ['ikea OR (lang:he place_country:IL)', 'ikea', 'too_broad:less (lang:he place_country:IL)', 'place:more place_country:IL'],
    ['Why ? 👀', 'Why AND 👀', 'no_letters:more ?'],
    ['שופרסל (מבצע OR הנחה) -from:shufersal', 'שופרסל AND (מבצע OR הנחה) AND NOT author:shufersal'],
  ])('%s', (text, ...expected) => {
    expect(told(text, 'x')).toEqual(expected)
  })
})

describe('what is heard is what the product heard', () => {
  test.each<[Dialect, string, string, boolean]>([
    ['brandwatch', 'logitech NEAR/2f keyboard', 'a Logitech Solar Pro Keyboard', true],
    ['brandwatch', 'logitech NEAR/2f keyboard', 'a Logitech Solar Pro Plus Keyboard', false],
    ['brandwatch', 'logitech NEAR/2f keyboard', 'a keyboard by Logitech', false],
    ['brandwatch', '"apple juice"~5', 'fresh apple, orange and pear juice', true],
    ['brandwatch', '{BT}', 'bt is late', false],
    ['brandwatch', '"one two three"~1', 'three, one, then two', true],
    ['meltwater', 'apple NEAR watch', 'the watch that an unknown friend of apple has', false],
    ['meltwater', 'apple NEAR watch', 'the watch that a friend of apple has', true],
    ['meltwater', '"apple orchard*"', 'two apple orchards', true],
    ['talkwalker', '"car sharing"~', 'carsharing, car-sharing', true],
    ['talkwalker', '++"Shop Online"', 'shop online', false],
    ['x', '"this is the * time"', 'this is the last time', true],
    ['x', 'apple OR iphone ipad', 'an iphone', false],
  ])('%s: %s · %s: %s', (from, given, post, isHeard) => {
    const parsed = parse(translate(given, from).text)
    expect(parsed.ok && compile([{ id: 'query', query: parsed.query }]).match({ text: post }).length > 0).toBe(isHeard)
  })
})

describe('a place', () => {
  test('is exact behind Hebrew, emoji and marks that nobody sees', () => {
    const text = '😀 \u200fשופרסל\u200f AND country:isr\u200f OR 🎉'
    expect(translate(text, 'meltwater').lost.map(({ from, to }) => [from, to])).toEqual([[text.indexOf('country'), text.indexOf('country') + 11]])
  })

  test('is said with what stood there and what was put for it', () => {
    const [first] = translate('ikea AND customi?e', 'brandwatch').lost
    expect(first).toMatchObject({ from: 9, to: 18, params: { text: 'customi?e', put: 'customi*' }, message: expect.stringContaining('customi*. The query hears more') })
  })
})

describe('what is out of place is passed over and said', () => {
  test.each<[string, ...string[]]>([
    ['(apple', 'apple', 'bracket_not_closed:same ('],
    ['apple) pear', 'apple AND pear', 'bracket_not_opened:same )'],
    ['apple)~5', 'apple', 'bracket_not_opened:same )', 'tilde:same ~5'],
    ['"apple', 'apple', 'quote_not_closed:same "'],
    ['apple AND', 'apple', 'operand_missing:same AND'],
    ['OR apple OR OR pear', 'apple OR pear', 'operand_missing:same OR', 'operand_missing:same OR'],
    ['apple NEAR/3 AND pear', 'apple AND pear', 'operand_missing:same NEAR/3'],
    ['apple () pear', 'apple AND pear', 'bracket_empty:same ()'],
    ['title: apple~5', 'apple', 'part:more title:', 'tilde:same ~5'],
  ])('%s', (text, ...expected) => {
    expect(told(text, 'brandwatch')).toEqual(expected)
  })
})

describe('there is no query, and the first loss says why', () => {
  test.each([
    ['nothing', '', 'empty'],
    ['nothing but spaces', ' \u200f \n', 'empty'],
    ['only what cannot be asked', 'country:gbr', 'nothing_left'],
    ['only what is denied', 'NOT bitter', 'nothing_to_find'],
    ['only a language', 'language:en', 'nothing_to_find'],
    ['brackets too deep', '('.repeat(CHARACTERS_MAX), 'too_deep'],
    ['too much', 'ikea '.repeat(GIVEN_CHARACTERS_MAX / 5 + 1), 'too_long'],
    ['more than a query may be', 'ikea '.repeat(CHARACTERS_MAX / 5), 'too_long'],
    ['more terms than a query may have', Array.from({ length: 5_500 }, (_, n) => n.toString(36)).join(' OR '), 'too_long'],
  ])('%s', (_, text, code) => {
    const translation = translate(text, 'brandwatch')
    expect(translation.text).toBe('')
    expect(translation.lost[0]).toMatchObject({ code, from: 0, to: text.length, hears: 'nothing' })
  })
})

describe('whatever is given', () => {
  const signs = [
    'ikea', 'שופרסל', 'צה"ל', '"', '“', '(', ')', 'AND', 'OR', 'NOT', 'XNOT', 'NEAR/3', 'ONEAR', 'NEAR/0f', 'SENTENCE', '~5', '~', '^2', '{3}', '{', '}', '<<<', '>>>',
    '-', '+', '++', '$', '#', '@', '*', '?', 'ab*', 'custom*', 'title:', 'site:a.example', 'country:gbr', 'author:', 'lang:he', '[1 TO 2]', 'followers >5', 'https://a.example',
    '\\', '😀', '\u200f', '\0', '\ud800', '「', 'foo:bar', '東京*', '（', '.', ' ', ' ', ' ', '\n', 'is:retweet', 'has:media', 'postType:og',
  ]
  const anything = fc.oneof(fc.array(fc.constantFrom(...signs), { maxLength: 20 }).map((each) => each.join('')), fc.string({ unit: 'binary', maxLength: 60 }))

  test('the text can be read, or is empty with a reason; every place lies in what was given', () => {
    fc.assert(fc.property(anything, fc.constantFrom(...DIALECTS), (given, from) => {
      const { text, lost } = translate(given, from)
      const parsed = parse(text)
      expect(parsed.ok ? print(parsed.query) : `${text}${lost[0]?.hears}`).toBe(parsed.ok ? text : 'nothing')
      expect(lost.filter(({ code }) => code === 'unreadable')).toEqual([])
      for (const each of lost) {
        expect(each.from >= 0 && each.from <= each.to && each.to <= given.length).toBe(true)
        expect(each.message).not.toContain('undefined')
      }
    }), { numRuns: 1_500 })
  })

  test('our own plain queries mean the same', () => {
    const ours = 'ikea AND (sofa OR bed) AND NOT (lamp OR "floor lamp") AND lang:en'
    expect(DIALECTS.map((from) => translate(from === 'x' ? ours.replaceAll('NOT ', '-') : ours.replace('lang:', from === 'talkwalker' ? 'lang:' : 'language:'), from).text))
      .toEqual(DIALECTS.map(() => ours))
  })

  test(`${NESTING_MAX} brackets and ${CHARACTERS_MAX} characters are no trouble, and at most ${LOST_MAX} losses are told`, () => {
    const deep = `${'a AND (b OR ('.repeat(NESTING_MAX / 2)}c${'))'.repeat(NESTING_MAX / 2)}`
    const long = Array.from({ length: 2_000 }, (_, n) => `a${n}`).join(' OR ').slice(0, CHARACTERS_MAX)
    for (const from of DIALECTS) {
      expect(translate(`${'('.repeat(NESTING_MAX)}ikea${')'.repeat(NESTING_MAX)}`, from)).toEqual({ text: 'ikea', lost: [] })
      expect(parse(translate(deep, from).text).ok).toBe(true)
      expect(translate(long, from)).toEqual({ text: long, lost: [] })
      for (const sign of ['(', '"', '[', '{', '<<<', '~', 'a~', '-', '\\', 'title:', 'a NEAR/3 ', 'NOT ']) {
        expect(translate(sign.repeat(CHARACTERS_MAX / sign.length), from).lost.length).toBeLessThanOrEqual(LOST_MAX)
      }
    }
  })
})
