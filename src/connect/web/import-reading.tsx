import { Disclosure } from '../../base/web/disclosure.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Select } from '../../base/web/select.tsx'
import { DELIMITERS, ENCODINGS } from '../import-contract.ts'
import type { Looking, Proposal } from './import-proposal.ts'
import { DELIMITER_WORDS, ENCODING_WORDS } from './import-words.ts'

const HEADER_ROWS_MAX = 10

/** How the file is written, for whoever sees that its letters or columns are wrong. */
export function ImportReading({ proposal: { reading }, look }: { proposal: Proposal; look: (change: Looking) => void }) {
  const { t } = useI18n()
  const rows = Math.max(HEADER_ROWS_MAX, reading.headerRow)
  const encodings = ENCODINGS.map((id) => {
    const words = ENCODING_WORDS[id]
    return { id, name: words ? t(words) : id.toUpperCase() }
  })
  return (
    <Disclosure title={t('connect.import.settings')} level={2}>
      <div className="grid gap-4 pt-2 sm:grid-cols-3">
        <Select
          label={t('connect.import.encoding')}
          options={encodings}
          value={reading.encoding}
          onChange={(id) => look({ encoding: ENCODINGS.find((each) => each === id) })}
        />
        {reading.format === 'csv' && (
          <>
            <Select
              label={t('connect.import.delimiter')}
              options={DELIMITERS.map((id) => ({ id, name: t(DELIMITER_WORDS[id]) }))}
              value={reading.delimiter}
              onChange={(id) => look({ delimiter: DELIMITERS.find((each) => each === id) })}
            />
            <Select
              label={t('connect.import.header_row')}
              options={Array.from({ length: rows + 1 }, (_, row) => ({ id: String(row), name: row === 0 ? t('connect.import.none') : t('connect.import.header_row.at', { row }) }))}
              value={String(reading.headerRow)}
              onChange={(id) => look({ headerRow: Number(id) })}
            />
          </>
        )}
      </div>
    </Disclosure>
  )
}
