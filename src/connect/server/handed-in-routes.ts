import type { Routes } from '../../base/server/serve.ts'
import * as contract from '../handed-in-contract.ts'
import { clipAddress } from '../clip/server/clip-address.ts'
import { clipPicture, fileClip } from '../clip/server/file-clip.ts'
import { fileHeard, hearDoor, newHearLimits } from '../hear/server/file-heard.ts'
import { addHearLink, listHearLinks, renewHearLink, revokeHearLink } from '../hear/server/hear-links.ts'
import { lookAtPage } from '../clip/server/look-at-page.ts'
import { receiveLetter } from '../webhook/server/receive-letter.ts'
import { readFiling, readReceipt, tellFiler } from '../hear/server/tell-filer.ts'
import type { House } from './house.ts'
import { addWebhook, listWebhooks, renewWebhookSecret, setHearsAll } from '../webhook/server/webhooks.ts'

/** What is handed in: by programs, by hand, and by those who work here. `url` is where people reach this installation. */
export const handedInRoutes = (house: House): Routes => (serve) => {
  serve(contract.receive, (ctx, input) => receiveLetter(ctx, input, house))
  serve(contract.webhooks, (ctx) => listWebhooks(ctx, house))
  serve(contract.addWebhook, (ctx, input) => addWebhook(ctx, input, house))
  serve(contract.renewWebhookSecret, (ctx, input) => renewWebhookSecret(ctx, input, house))
  serve(contract.setHearsAll, setHearsAll)

  serve(contract.fileClip, (ctx, input) => fileClip(ctx, input, house))
  serve(contract.lookAtPage, lookAtPage)
  serve(contract.clipPicture, clipPicture)
  serve(contract.clipAddress, clipAddress)

  const limits = newHearLimits()
  serve(contract.hearDoor, (ctx, input) => hearDoor(ctx, input, house))
  serve(contract.fileHeard, (ctx, input) => fileHeard(ctx, input, house, limits))
  serve(contract.receipt, (ctx, input) => readReceipt(ctx, input, house))
  serve(contract.hearLinks, (ctx) => listHearLinks(ctx, house))
  serve(contract.addHearLink, (ctx, input) => addHearLink(ctx, input, house))
  serve(contract.renewHearLink, (ctx, input) => renewHearLink(ctx, input, house))
  serve(contract.revokeHearLink, revokeHearLink)
  serve(contract.filing, readFiling)
  serve(contract.tellFiler, tellFiler)
}
