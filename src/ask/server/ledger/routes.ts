import type { Routes } from '../../../base/server/serve.ts'
import * as contract from '../../contract.ts'
import { agreeToShow, takeBackAgreement } from './agreement.ts'
import { conditions } from './conditions.ts'
import { correct } from './correct.ts'
import { ledgerAsks } from './ledger-asks.ts'
import { ledger, ledgerOfAll } from './ledger.ts'
import { openCorrections } from './open-corrections.ts'
import { reasons } from './reasons.ts'
import { settleCorrection } from './settle-correction.ts'
import { thanks } from './thanks.ts'

/** The ledger between departments. */
export const ledgerRoutes: Routes = (serve) => {
  serve(contract.ledger, ledger)
  serve(contract.ledgerOfAll, ledgerOfAll)
  serve(contract.ledgerAsks, ledgerAsks)
  serve(contract.reasons, reasons)
  serve(contract.conditions, conditions)
  serve(contract.thanks, thanks)
  serve(contract.openCorrections, openCorrections)
  serve(contract.correct, correct)
  serve(contract.settleCorrection, settleCorrection)
  serve(contract.agreeToShow, (ctx) => agreeToShow(ctx))
  serve(contract.takeBackAgreement, (ctx) => takeBackAgreement(ctx))
}
