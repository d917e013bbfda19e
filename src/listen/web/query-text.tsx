const BEGINS_RTL = /^\P{L}*[\p{Script=Hebrew}\p{Script=Arabic}]/u

/** The direction that a query is written in: that of its first letter. */
export const directionOfQuery = (text: string): 'rtl' | 'ltr' => (BEGINS_RTL.test(text) ? 'rtl' : 'ltr')

/** What joins the terms of a query. */
const JOINTS = /( AND NOT | AND | OR | O?NEAR\/\d+ |[()])/

/**
 * A query to be read, not to be changed. Each term and each joint keeps to itself, so that words of both scripts follow one another
 * in the direction of the page.
 */
export function QueryText({ text }: { text: string }) {
  return (
    <span className="wrap-anywhere">
      {text.split(JOINTS).map((part, at) => {
        if (at % 2 === 0) return <bdi key={at}>{part}</bdi>
        const joint = part.trim()
        return (
          <span key={at} className="font-normal text-quiet">
            {joint.length === 1 ? joint : <> <bdi>{joint}</bdi> </>}
          </span>
        )
      })}
    </span>
  )
}
