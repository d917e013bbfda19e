import { useI18n } from '../../base/web/i18n.tsx'

/** What a kind of ask is called: Heed's in the person's language, the workspace's own by its name. */
export function useKindName(): (kind: string, ownName: string | null) => string {
  const { known } = useI18n()
  return (kind, ownName) => ownName ?? known(`ask.kind.${kind}`) ?? kind
}
