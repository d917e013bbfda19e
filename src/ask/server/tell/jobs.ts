import type { Job } from '../../../base/server/jobs.ts'
import type { TellHouse } from './house.ts'
import { mailLetter } from './mail-letter.ts'
import { tellNews } from './tell-news.ts'
import { replan, tend } from './tend.ts'

/** What leaves because of asks, and what is looked after by itself. */
export const tellJobs = (house: TellHouse): readonly Job[] => [mailLetter(house), tellNews(house), tend(house), replan]
