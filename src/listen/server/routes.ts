import type { FactFeed } from '../../base/server/fact-feed.ts'
import type { Routes } from '../../base/server/serve.ts'
import * as contract from '../contract.ts'
import { addQuery } from './add-query.ts'
import { archiveQuery } from './archive-query.ts'
import { brandWords } from './brand-words.ts'
import { changeQuery } from './change-query.ts'
import { figures } from './figures.ts'
import { listMentions } from './list-mentions.ts'
import { mentionStream } from './mention-stream.ts'
import { presentQuery, standingQueries } from './queries.ts'
import { queryFigures } from './query-figures.ts'
import { today } from './today.ts'
import { tryQuery } from './try-query.ts'

/** What may be asked of this slice. */
export const listenRoutes = (feed: FactFeed): Routes => (serve) => {
  serve(contract.listMentions, listMentions)
  serve(contract.mentionStream, (ctx) => mentionStream(ctx, feed))
  serve(contract.listQueries, (ctx) => ctx.transact(async (db) => ({ queries: (await standingQueries(db)).map(presentQuery) })))
  serve(contract.brandWords, async (_ctx, { words }) => brandWords(words))
  serve(contract.addQuery, addQuery)
  serve(contract.changeQuery, changeQuery)
  serve(contract.archiveQuery, archiveQuery)
  serve(contract.figures, figures)
  serve(contract.queryFigures, queryFigures)
  serve(contract.today, today)
  serve(contract.tryQuery, tryQuery)
}
