import type { Job } from '../../../base/server/jobs.ts'
import type { Routes } from '../../../base/server/serve.ts'
import * as contract from '../../contract.ts'
import { answerByLink } from './answer-by-link.ts'
import { answerPage } from './answer-page.ts'
import { type LinkHouse, newTries } from './at-link.ts'
import { commentByLink } from './comment-by-link.ts'
import { confirmByCode } from './confirm-by-code.ts'
import { fileByLink } from './file-by-link.ts'
import { mailCode } from './mail-code.ts'
import { promiseByLink } from './promise-by-link.ts'
import { seenByLink } from './seen-by-link.ts'

/** Answering without an account. */
export const linkRoutes = (house: LinkHouse): Routes => (serve) => {
  const links = { house, tries: newTries() }
  serve(contract.answerPage, (ctx, input) => answerPage(ctx, input, links))
  serve(contract.seenByLink, (ctx, input) => seenByLink(ctx, input, links))
  serve(contract.answerByLink, (ctx, input) => answerByLink(ctx, input, links))
  serve(contract.confirmByCode, (ctx, input) => confirmByCode(ctx, input, links))
  serve(contract.commentByLink, (ctx, input) => commentByLink(ctx, input, links))
  serve(contract.promiseByLink, (ctx, input) => promiseByLink(ctx, input, links))
  serve(contract.fileByLink, (ctx, input) => fileByLink(ctx, input, links))
}

/** What it does later. */
export const linkJobs = (house: LinkHouse): Job[] => [mailCode(house)]
