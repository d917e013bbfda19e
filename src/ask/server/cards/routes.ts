import type { Routes } from '../../../base/server/serve.ts'
import * as contract from '../../contract.ts'
import { readerOf } from '../reader.ts'
import { absencesFrom } from './absences.ts'
import { addAbsence } from './add-absence.ts'
import { addKind } from './add-kind.ts'
import { beginEmergency } from './begin-emergency.ts'
import { allCards, cardPage } from './cards.ts'
import { changeSettings } from './change-settings.ts'
import { emergencyNow } from './emergency.ts'
import { endEmergency } from './end-emergency.ts'
import { ownKinds } from './kinds.ts'
import { parties } from './parties.ts'
import { publishCard, unpublishCard } from './publish-card.ts'
import { removeAbsence } from './remove-absence.ts'
import { removeKind } from './remove-kind.ts'
import { renameKind } from './rename-kind.ts'
import { saveCard } from './save-card.ts'
import { askSettings } from './settings.ts'
import { weigh } from './weigh.ts'

/** What may be asked about cards, and about how a workspace asks. */
export const cardRoutes: Routes = (serve) => {
  serve(contract.weigh, weigh)
  serve(contract.parties, parties)
  serve(contract.cards, (ctx) => ctx.transact(async (db) => allCards(db, await readerOf(db, ctx.actor), ctx.now())))
  serve(contract.card, (ctx, { departmentId }) => ctx.transact(async (db) => cardPage(db, await readerOf(db, ctx.actor), ctx.now(), departmentId)))
  serve(contract.saveCard, saveCard)
  serve(contract.publishCard, publishCard)
  serve(contract.unpublishCard, unpublishCard)
  serve(contract.absences, (ctx) => ctx.transact(async (db) => absencesFrom(db, await readerOf(db, ctx.actor), ctx.now())))
  serve(contract.addAbsence, addAbsence)
  serve(contract.removeAbsence, removeAbsence)
  serve(contract.kinds, (ctx) => ctx.transact(async (db) => ({ kinds: await ownKinds(db, ctx.actor.workspaceId) })))
  serve(contract.addKind, addKind)
  serve(contract.renameKind, renameKind)
  serve(contract.removeKind, removeKind)
  serve(contract.settings, (ctx) => ctx.transact((db) => askSettings(db, ctx.actor.workspaceId)))
  serve(contract.changeSettings, changeSettings)
  serve(contract.emergency, (ctx) => ctx.transact(async (db) => ({ emergency: await emergencyNow(db, ctx.actor.workspaceId) })))
  serve(contract.beginEmergency, beginEmergency)
  serve(contract.endEmergency, endEmergency)
}
