import { useMutation } from '@tanstack/react-query'
import { State, type Tone } from '../../base/web/badge.tsx'
import { Button } from '../../base/web/button.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'
import { type AskDetails, settleSending } from '../contract.ts'
import { awaitsAnswer } from '../machine.ts'
import { AskWays } from './ask-ways.tsx'
import { useDeed } from './use-deed.ts'

type Sending = AskDetails['sendings'][number]

/** What is meant for the asked side. Of other messages only what did not arrive is worth a line. */
const TO_ASKED: readonly Sending['purpose'][] = ['ask', 'reminder', 'deputy', 'copy']
const FAILED: readonly Sending['state'][] = ['refused', 'bounced', 'unknown']

const TONES: Readonly<Record<Sending['state'], Tone>> = { waiting: 'plain', sent: 'plain', refused: 'bad', bounced: 'bad', unknown: 'warn' }

/** By which ways an ask has travelled and whether it arrived, and the ways there are. */
export function AskSendings({ ask }: { ask: AskDetails }) {
  const { t } = useI18n()
  const { may, delivery, state } = ask
  const sendings = ask.sendings.filter((each) => TO_ASKED.includes(each.purpose) || FAILED.includes(each.state))
  const maySend = may.includes('send') && (awaitsAnswer(state) || state === 'promised')
  if (sendings.length === 0 && !maySend) return null
  return (
    <Section title={t('ask.share.section')} about={t(`ask.delivery.${delivery}`)}>
      {sendings.length > 0 && (
        <ul className="flex flex-col gap-2.5">
          {sendings.map((sending) => (
            <li key={sending.id} className="flex flex-col gap-2">
              <SendingLine sending={sending} />
              {sending.state === 'unknown' && may.includes('send') && <Settle sendingId={sending.id} />}
            </li>
          ))}
        </ul>
      )}
      {maySend && <AskWays ask={ask} />}
    </Section>
  )
}

/** Of a letter of which nobody knows whether it was taken: somebody says so, or it is sent again. */
function Settle({ sendingId }: { sendingId: string }) {
  const { t } = useI18n()
  const deed = useDeed()
  const settling = useMutation({ mutationFn: (as: 'arrived' | 'again') => deed(settleSending, { sendingId, as }) })
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <Button onPress={() => settling.mutate('arrived')} isDisabled={settling.isPending}>
          {t('ask.share.it_arrived')}
        </Button>
        <Button onPress={() => settling.mutate('again')} isDisabled={settling.isPending}>
          {t('ask.share.send_it_again')}
        </Button>
      </div>
      <Problem error={settling.error} />
    </>
  )
}

/** One message: what it was for, to whom, and what became of it; where that is bad, what to do. */
function SendingLine({ sending: { channel, purpose, to, state, problem, at, openedAt } }: { sending: Sending }) {
  const { t, when, exactly } = useI18n()
  return (
    <div className="flex flex-col gap-0.5 text-meta">
      <p className="flex flex-wrap gap-x-1.5 text-quiet">
        <span className="text-ink">{t(`ask.share.purpose.${purpose}`)}</span>
        <span aria-hidden>·</span>
        <span>{t(`ask.share.channel.${channel}`)}</span>
        {to && <span aria-hidden>·</span>}
        {to && <bdi>{to}</bdi>}
        <span aria-hidden>·</span>
        <time dateTime={at} title={exactly(at)}>
          {when(at)}
        </time>
      </p>
      <p>
        <State tone={openedAt ? 'good' : TONES[state]}>{openedAt ? t('ask.share.opened', { when: when(openedAt) }) : t(`ask.share.state.${state}`)}</State>
      </p>
      {problem && (
        <p dir="auto" className="text-quiet wrap-anywhere">
          {problem}
        </p>
      )}
    </div>
  )
}
