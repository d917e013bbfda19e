import { useEffect, useState } from 'react'

/** Whether a value has been the same for a while; the first one counts as resting. */
export function useResting(value: string, ms: number): boolean {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return rested === value
}
