import { useState } from 'react'
import { Badge } from '../../base/web/badge.tsx'
import { Button } from '../../base/web/button.tsx'
import { Dialog } from '../../base/web/dialog.tsx'
import { type Fields, Form } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { Section } from '../../base/web/page.tsx'
import { RadioGroup } from '../../base/web/radio-group.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { type Column, Table } from '../../base/web/table.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { usePages } from '../../base/web/use-read.ts'
import { addBlock, type Block, listBlocks, removeBlock } from '../contract.ts'

const KINDS = ['author', 'site', 'words'] as const
const PAGE_ROWS = 100

/** Whom or what the workspace does not want to hear. What is blocked is hidden, in the past too, and shown again when the entry goes. */
export function BlockSettings() {
  const { t, when } = useI18n()
  const mayManage = useMay('block:manage')
  const [isAdding, setAdding] = useState(false)
  const read = usePages(listBlocks, { limit: PAGE_ROWS })
  const removing = useAct(removeBlock, [listBlocks])
  const blocks = read.data?.pages.flatMap((page) => page.blocks) ?? []
  const value = ({ value: blocked }: Block) => <bdi className="wrap-anywhere">{blocked}</bdi>
  const kind = ({ kind: blocked }: Block) => <Badge>{t(`ingest.block.${blocked}`)}</Badge>
  const remove = ({ id }: Block) =>
    mayManage && (
      <Button look="bare" onPress={() => removing.mutate({ blockId: id })} isDisabled={removing.isPending}>
        {t('ingest.block.remove')}
      </Button>
    )
  const columns: Column<Block>[] = [
    { id: 'value', title: t('ingest.block.value'), cell: value },
    { id: 'kind', title: t('ingest.block.kind'), cell: kind },
    { id: 'since', title: t('ingest.block.since'), cell: ({ createdAt }) => when(createdAt) },
    { id: 'remove', title: t('ingest.block.remove'), isTitleHidden: true, cell: remove },
  ]
  return (
    <Section
      title={t('ingest.block.title')}
      about={t('ingest.block.about')}
      actions={mayManage && <Button onPress={() => setAdding(true)}>{t('ingest.block.add')}</Button>}
    >
      {read.isPending && <Loading rows={2} />}
      {read.isError && <Failed error={read.error} retry={() => void read.refetch()} />}
      {read.isSuccess && blocks.length === 0 && <p className="text-quiet">{t('ingest.block.none')}</p>}
      {blocks.length > 0 && <Table label={t('ingest.block.title')} columns={columns} rows={blocks} keyOf={({ id }) => id} />}
      {read.hasNextPage && (
        <Button onPress={() => void read.fetchNextPage()} isDisabled={read.isFetchingNextPage} className="self-start">
          {t('base.more')}
        </Button>
      )}
      {isAdding && <BlockDialog close={() => setAdding(false)} />}
    </Section>
  )
}

function BlockDialog({ close }: { close: () => void }) {
  const { t } = useI18n()
  const adding = useAct(addBlock, [listBlocks])
  const add = (fields: Fields) => adding.mutateAsync({ kind: KINDS.find((each) => each === fields['kind']) ?? 'author', value: fields['value'] ?? '' })
  return (
    <Dialog title={t('ingest.block.add')} isOpen close={close}>
      <Form send={add} then={close} button={t('ingest.block.button')}>
        <RadioGroup
          label={t('ingest.block.kind')}
          name="kind"
          defaultValue="author"
          options={KINDS.map((id) => ({ id, name: t(`ingest.block.${id}`), about: t(`ingest.block_about.${id}`) }))}
        />
        <TextField label={t('ingest.block.value')} name="value" isRequired maxLength={2_000} />
      </Form>
    </Dialog>
  )
}
