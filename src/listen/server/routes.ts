import type { FactFeed } from '../../base/server/fact-feed.ts'
import type { Mail } from '../../base/server/mail.ts'
import type { Routes } from '../../base/server/serve.ts'
import type { Connectors } from '../../connect/index.ts'
import * as contract from '../contract.ts'
import { addQuery } from './add-query.ts'
import { addView } from './add-view.ts'
import { archiveQuery } from './archive-query.ts'
import { brandWords } from './brand-words.ts'
import { changeQuery } from './change-query.ts'
import { changeView } from './change-view.ts'
import { copies } from './copies.ts'
import { agreement } from './corrections/agreement.ts'
import { agreementFile } from './corrections/agreement-file.ts'
import { correct } from './corrections/correct.ts'
import { correctionsOf } from './corrections/corrections-of.ts'
import { beginCheck } from './corrections/draw-check.ts'
import { judge } from './corrections/judge.ts'
import { resetCalibration } from './corrections/reset-calibration.ts'
import { takeBack } from './corrections/take-back.ts'
import { exportMentions } from './export-mentions.ts'
import { figures } from './figures.ts'
import { listMentions } from './list-mentions.ts'
import { mentionStream } from './mention-stream.ts'
import { people } from './people.ts'
import { presentQuery, standingQueries } from './queries.ts'
import { queryFigures } from './query-figures.ts'
import { queryWork, resumeQueryWork, stopQueryWork } from './query-work.ts'
import { reach } from './reach/reach.ts'
import { shareOfVoice } from './reach/share-of-voice.ts'
import { stateAudience } from './reach/state-audience.ts'
import { removeView } from './remove-view.ts'
import { theseMentions } from './these-mentions.ts'
import { addAlertRule, alertRules, changeAlertRule, removeAlertRule } from './themes/alert-rules.ts'
import { distinctiveThemes } from './themes/distinctive-themes.ts'
import { alerts, alertSettings, changeAlertSettings, readAlert } from './themes/my-alerts.ts'
import { surges } from './themes/present-surges.ts'
import { today } from './today.ts'
import { tryQuery } from './try-query.ts'
import { presentView, savedViews } from './views.ts'
import { whyUnderstood } from './why-understood.ts'

/** What may be asked of this slice. */
export const listenRoutes = ({ feed, connectors, mail }: { feed: FactFeed; connectors: Connectors; mail: Mail }): Routes => (serve) => {
  serve(contract.listMentions, listMentions)
  serve(contract.mentionsById, theseMentions)
  serve(contract.copies, copies)
  serve(contract.people, people)
  serve(contract.whyUnderstood, whyUnderstood)
  serve(contract.mentionStream, (ctx) => mentionStream(ctx, feed))
  serve(contract.listQueries, (ctx) => ctx.transact(async (db) => ({ queries: (await standingQueries(db)).map(presentQuery) })))
  serve(contract.brandWords, async (_ctx, { words }) => brandWords(words))
  serve(contract.addQuery, addQuery)
  serve(contract.changeQuery, changeQuery)
  serve(contract.archiveQuery, archiveQuery)
  serve(contract.queryWork, queryWork)
  serve(contract.stopQueryWork, stopQueryWork)
  serve(contract.resumeQueryWork, resumeQueryWork)
  serve(contract.figures, figures)
  serve(contract.queryFigures, queryFigures)
  serve(contract.today, today)
  serve(contract.tryQuery, tryQuery)
  serve(contract.listViews, (ctx) => ctx.transact(async (db) => ({ views: (await savedViews(db)).map(presentView) })))
  serve(contract.addView, addView)
  serve(contract.changeView, changeView)
  serve(contract.removeView, removeView)
  serve(contract.exportMentions, (ctx, filter) => exportMentions(ctx, connectors, filter))
  serve(contract.stateAudience, stateAudience)
  serve(contract.reach, (ctx) => reach(ctx, connectors))
  serve(contract.shareOfVoice, shareOfVoice)
  serve(contract.themes, distinctiveThemes)
  serve(contract.surges, surges)
  serve(contract.alerts, alerts)
  serve(contract.readAlert, readAlert)
  serve(contract.alertSettings, (ctx) => alertSettings(ctx, mail))
  serve(contract.changeAlertSettings, changeAlertSettings)
  serve(contract.alertRules, (ctx) => alertRules(ctx, mail))
  serve(contract.addAlertRule, addAlertRule)
  serve(contract.changeAlertRule, changeAlertRule)
  serve(contract.removeAlertRule, removeAlertRule)
  serve(contract.correct, correct)
  serve(contract.takeBack, takeBack)
  serve(contract.corrections, correctionsOf)
  serve(contract.beginCheck, beginCheck)
  serve(contract.judge, judge)
  serve(contract.agreement, agreement)
  serve(contract.agreementFile, (ctx) => agreementFile(ctx, connectors))
  serve(contract.resetCalibration, resetCalibration)
}
