/** The parts that take a value, and those that show figures, for the kit. */
import { useState } from 'react'
import { Checkbox } from '../../base/web/checkbox.tsx'
import { ComboBox } from '../../base/web/combo-box.tsx'
import { FileDrop } from '../../base/web/file-drop.tsx'
import { Form } from '../../base/web/form.tsx'
import { Histogram } from '../../base/web/histogram.tsx'
import { RadioGroup } from '../../base/web/radio-group.tsx'
import { Select } from '../../base/web/select.tsx'
import { Sparkline } from '../../base/web/sparkline.tsx'
import { Switch } from '../../base/web/switch.tsx'
import { Table } from '../../base/web/table.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { CallError } from '../../base/web/call.ts'
import type { GroupProps } from './kit-words.ts'

const refuse = async (): Promise<void> => {
  throw new CallError('conflict')
}
const nothing = () => {}

export function Fields({ words }: GroupProps) {
  const { name = '', name_hint = '', wrong = '', address = '', words: text = '', main = '', file = '', file_hint = '' } = words
  return (
    <>
      <Form send={refuse} then={nothing} button={main}>
        <TextField label={name} hint={name_hint} placeholder={name_hint} name="name" />
        <TextField label={name} defaultValue={name} problem={wrong} name="other" />
        <TextField label={address} type="url" defaultValue="https://example.org/" name="address" />
        <TextField label={text} rows={3} name="text" />
      </Form>
      <FileDrop label={file} hint={file_hint} accept={['.csv']} take={nothing} />
    </>
  )
}

export function Choices({ words, id }: GroupProps) {
  const { when = '', when_about = '', zone = '', one = '', two = '', three = '', agree = '', agree_hint = '', live = '', find_hint = '' } = words
  const options = [{ id: 'one', name: one, about: when_about }, { id: 'two', name: two }, { id: 'three', name: three }]
  return (
    <>
      <Select label={when} options={options} />
      <Select label={when} options={options} defaultValue="two" isDisabled />
      <ComboBox label={zone} options={options} placeholder={find_hint} />
      <RadioGroup label={when} options={options} defaultValue="one" name={id} />
      <Checkbox label={agree} hint={agree_hint} defaultSelected />
      <Checkbox label={agree} isIndeterminate />
      <Switch label={live} hint={agree_hint} defaultSelected />
      <Switch label={live} />
    </>
  )
}

const DAY_MS = 86_400_000
const bars = Array.from({ length: 30 }, (_, day) => ({
  from: new Date(Date.UTC(2026, 0, 1) + day * DAY_MS).toISOString(),
  until: new Date(Date.UTC(2026, 0, 2) + day * DAY_MS).toISOString(),
  count: (day * 7) % 23,
}))

export function Figures({ words }: GroupProps) {
  const { heard = '', place = '', one = '', two = '' } = words
  const [chosen, setChosen] = useState('')
  return (
    <>
      <Histogram
        bars={bars}
        words={{ label: heard, describe: ({ from, count }) => `${from.slice(0, 10)}: ${count}`, mark: ({ from }) => from.slice(5, 10) }}
        choose={(from) => setChosen(from)}
      />
      <p className="text-meta text-quiet">{chosen}</p>
      <Sparkline counts={bars.map(({ count }) => count)} />
      <Table
        label={heard}
        rows={[{ name: one, count: 12 }, { name: two, count: 3 }]}
        keyOf={({ name }) => name}
        columns={[
          { id: 'place', title: place, cell: ({ name }) => name },
          { id: 'heard', title: heard, cell: ({ count }) => count, isNumber: true },
        ]}
      />
    </>
  )
}
