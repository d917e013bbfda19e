import { getRouteApi } from '@tanstack/react-router'
import { AnswerPage } from '../../ask/web/answer-page.tsx'

const route = getRouteApi('/answer/$token')

/** Where the link in a letter or a message leads: answering without an account. */
export function Answer() {
  return <AnswerPage token={route.useParams().token} />
}
