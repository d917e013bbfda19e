import { getRouteApi } from '@tanstack/react-router'
import { HearPage } from '../../connect/web/hear-page.tsx'
import { ReceiptPage } from '../../connect/web/hear-receipt.tsx'

const doors = getRouteApi('/hear/$token')
const receipt = getRouteApi('/hear/$token/receipt/$secret')

/** Where a link leads: the two doors. */
export function HearDoors() {
  const { token } = doors.useParams()
  return <HearPage token={token} receiptAt={(secret) => `/hear/${token}/receipt/${secret}`} />
}

/** What became of something that was filed. */
export function Receipt() {
  const { secret } = receipt.useParams()
  return <ReceiptPage secret={secret} />
}
