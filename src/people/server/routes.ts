import type { Mail } from '../../base/server/mail.ts'
import type { Routes } from '../../base/server/serve.ts'
import * as contract from '../contract.ts'
import { holidaysOf } from '../holidays.ts'
import { permissionsOf } from '../permissions.ts'
import { acceptInvitation, join } from './accept-invitation.ts'
import { addDepartment } from './add-department.ts'
import { addMarket } from './add-market.ts'
import { addPerson } from './add-person.ts'
import type { Auth } from './auth.ts'
import { changeRole } from './change-role.ts'
import { customsOf, languageOfCountry, zonesOfCountry } from './country-customs.ts'
import { createWorkspace } from './create-workspace.ts'
import { pageOfDepartments } from './departments.ts'
import { claim, firstVisit } from './first-visit.ts'
import { pageOfHistory } from './history.ts'
import { pageOfInvitations } from './invitations.ts'
import { invite } from './invite.ts'
import { marketDays, pageOfMarkets } from './markets.ts'
import { pageOfMembers } from './members.ts'
import {
  addOutgoingWebhook, changeOutgoingWebhook, listOutgoingWebhooks, type Outward, removeOutgoingWebhook, renewOutgoingSecret,
} from './outgoing-webhooks.ts'
import { pageOfPersons } from './persons.ts'
import { presentDepartment, presentInvitation, presentMarket, presentMember, presentPerson, presentWorkspace } from './present.ts'
import { readInvitation } from './read-invitation.ts'
import { removeDepartment } from './remove-department.ts'
import { removeMarket } from './remove-market.ts'
import { leave, removeMember } from './remove-member.ts'
import { removePerson } from './remove-person.ts'
import { updateDepartment } from './update-department.ts'
import { updateMarket } from './update-market.ts'
import { updatePerson } from './update-person.ts'
import { updateWorkspace } from './update-workspace.ts'
import { withdrawInvitation } from './withdraw-invitation.ts'
import { pageOfOwnWorkspaces } from './workspaces.ts'

/** Everything that can be asked about people. `url` is where people open Heed: links in letters lead there. */
export const peopleRoutes = (out: { auth: Auth; mail: Mail; url: string } & Outward): Routes => (serve) => {
  serve(contract.firstVisit, (ctx, input) => firstVisit(ctx, input, out.secrets))
  serve(contract.claim, (ctx, input) => claim(ctx, input, out))
  serve(contract.customs, async (_ctx, { country }) => ({
    weekStarts: customsOf(country).weekStarts, zones: zonesOfCountry(country), language: languageOfCountry(country),
  }))

  serve(contract.me, async (ctx, page) => {
    const { rows, next } = await ctx.transact((db) => pageOfOwnWorkspaces(db, ctx.user.id, page))
    const workspaces = rows.map((row) => ({ ...presentWorkspace(row), role: row.role, permissions: permissionsOf(row.role) }))
    return { user: { ...ctx.user, hasPassword: await out.auth.hasPassword(ctx.user.id) }, workspaces, next }
  })
  serve(contract.createWorkspace, createWorkspace)
  serve(contract.updateWorkspace, updateWorkspace)

  serve(contract.history, (ctx, page) => ctx.transact((db) => pageOfHistory(db, page)))
  serve(contract.members, async (ctx, page) => {
    const { rows, next } = await ctx.transact((db) => pageOfMembers(db, ctx.actor.workspaceId, page))
    return { members: rows.map(presentMember), next }
  })
  serve(contract.changeRole, changeRole)
  serve(contract.removeMember, removeMember)
  serve(contract.leave, leave)

  serve(contract.invite, (ctx, input) => invite(ctx, input, out))
  serve(contract.invitations, async (ctx, page) => {
    const { rows, next } = await ctx.transact((db) => pageOfInvitations(db, ctx.actor.workspaceId, page))
    return { invitations: rows.map((row) => presentInvitation(row, ctx.now())), next }
  })
  serve(contract.withdrawInvitation, withdrawInvitation)
  serve(contract.invitation, readInvitation)
  serve(contract.acceptInvitation, (ctx, input) => acceptInvitation(ctx, input, out.auth))
  serve(contract.join, join)

  serve(contract.departments, async (ctx, page) => {
    const { rows, next } = await ctx.transact((db) => pageOfDepartments(db, ctx.actor.workspaceId, page))
    return { departments: rows.map(presentDepartment), next }
  })
  serve(contract.addDepartment, addDepartment)
  serve(contract.updateDepartment, updateDepartment)
  serve(contract.removeDepartment, removeDepartment)

  serve(contract.persons, async (ctx, page) => {
    const { rows, next } = await ctx.transact((db) => pageOfPersons(db, ctx.actor.workspaceId, page))
    return { persons: rows.map(presentPerson), next }
  })
  serve(contract.addPerson, addPerson)
  serve(contract.updatePerson, updatePerson)
  serve(contract.removePerson, removePerson)

  serve(contract.markets, async (ctx, page) => {
    const { rows, next } = await ctx.transact((db) => pageOfMarkets(db, ctx.actor.workspaceId, page))
    return { markets: rows.map(presentMarket), next }
  })
  serve(contract.market, (ctx, { id }) => ctx.transact((db) => marketDays(db, ctx.actor.workspaceId, id)))
  serve(contract.holidays, async (_ctx, { country, year }) => ({ holidays: [...holidaysOf(country, year)] }))
  serve(contract.addMarket, addMarket)
  serve(contract.updateMarket, updateMarket)
  serve(contract.removeMarket, removeMarket)

  serve(contract.outgoingWebhooks, (ctx) => listOutgoingWebhooks(ctx, out))
  serve(contract.addOutgoingWebhook, (ctx, input) => addOutgoingWebhook(ctx, input, out))
  serve(contract.changeOutgoingWebhook, (ctx, input) => changeOutgoingWebhook(ctx, input, out))
  serve(contract.removeOutgoingWebhook, removeOutgoingWebhook)
  serve(contract.renewOutgoingSecret, (ctx, input) => renewOutgoingSecret(ctx, input, out))
}
