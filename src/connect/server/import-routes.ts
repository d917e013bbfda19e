import type { Routes } from '../../base/server/serve.ts'
import * as contract from '../import-contract.ts'
import { beginImport } from './begin-import.ts'
import { cancelImport, pageOfImports, rejectedRows, resumeImport } from './imports.ts'
import { previewImport } from './preview-import.ts'
import { beginUpload, dropUpload, putPart } from './uploads.ts'

/** What may be asked of files and imports. */
export const importRoutes: Routes = (serve) => {
  serve(contract.beginUpload, beginUpload)
  serve(contract.putPart, putPart)
  serve(contract.dropUpload, dropUpload)
  serve(contract.previewImport, previewImport)
  serve(contract.beginImport, beginImport)
  serve(contract.listImports, (ctx, page) => ctx.transact((db) => pageOfImports(db, page)))
  serve(contract.cancelImport, cancelImport)
  serve(contract.resumeImport, resumeImport)
  serve(contract.rejectedRows, rejectedRows)
}
