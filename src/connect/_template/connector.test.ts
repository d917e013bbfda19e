import { conforms } from '../conformance.ts'
import { template } from './connector.ts'
import { openFakeBoard } from './fake-board.ts'

conforms(template, openFakeBoard)
