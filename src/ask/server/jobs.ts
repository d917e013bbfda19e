import type { Job } from '../../base/server/jobs.ts'
import { replyToLetter } from './inbox/reply.ts'
import { linkJobs } from './link/routes.ts'
import type { TellHouse } from './tell/house.ts'
import { tellJobs } from './tell/jobs.ts'

/** Work of this slice that is done later. */
export const askJobs = (house: TellHouse): readonly Job[] => [...tellJobs(house), ...linkJobs(house), replyToLetter(house)]
