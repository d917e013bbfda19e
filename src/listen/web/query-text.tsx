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
