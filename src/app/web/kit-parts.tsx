/** The parts that say and hold something, for the kit. */
import { Bell, Ear, Settings } from 'lucide-react'
import { useState } from 'react'
import { Badge, State } from '../../base/web/badge.tsx'
import { Button, lookOf } from '../../base/web/button.tsx'
import { CallError } from '../../base/web/call.ts'
import { Chips } from '../../base/web/chips.tsx'
import { Command } from '../../base/web/command.tsx'
import { Confirm } from '../../base/web/confirm.tsx'
import { Dialog } from '../../base/web/dialog.tsx'
import { Disclosure } from '../../base/web/disclosure.tsx'
import { KeyCaps } from '../../base/web/key-caps.tsx'
import { Menu } from '../../base/web/menu.tsx'
import { Name } from '../../base/web/name.tsx'
import { Card, Section } from '../../base/web/page.tsx'
import { Progress } from '../../base/web/progress.tsx'
import { Empty, Failed, Loading } from '../../base/web/states.tsx'
import { Tabs } from '../../base/web/tabs.tsx'
import { toast } from '../../base/web/toast.tsx'
import { Tooltip } from '../../base/web/tooltip.tsx'
import type { GroupProps } from './kit-words.ts'

const nothing = () => {}

export function Buttons({ words }: GroupProps) {
  const { main = '', plain = '', link = '', tooltip = '' } = words
  return (
    <div className="flex flex-wrap gap-2">
      <Button look="main">{main}</Button>
      <Button>{plain}</Button>
      <Button look="bare" label={tooltip}>
        <Settings aria-hidden className="size-4" />
      </Button>
      <Button look="main" isDisabled>
        {main}
      </Button>
      <a href="#kit" className={lookOf('plain')}>
        {link}
      </a>
      <KeyCaps keys="mod+k" />
      <KeyCaps keys="g l" />
    </div>
  )
}

export function States({ words }: GroupProps) {
  const { good = '', warn = '', bad = '', quiet = '', number = '', nothing: none = '', nothing_about = '', main = '' } = words
  const tones = { good, warn, bad, plain: quiet } as const
  return (
    <>
      <div className="flex flex-wrap gap-4">
        {Object.entries(tones).map(([tone, word]) => (
          <State key={tone} tone={tone as keyof typeof tones}>
            {word}
          </State>
        ))}
      </div>
      <div className="flex flex-wrap gap-2">
        {Object.entries(tones).map(([tone, word]) => (
          <Badge key={tone} tone={tone as keyof typeof tones}>
            {word}
          </Badge>
        ))}
        <Badge tone="accent">{number}</Badge>
      </div>
      <Loading rows={1} />
      <Empty icon={<Ear className="size-5" />} title={none} about={nothing_about}>
        <Button look="main">{main}</Button>
      </Empty>
      <Failed error={new CallError('unreachable')} retry={nothing} />
    </>
  )
}

export function LongWork({ words }: GroupProps) {
  const { importing = '', unknown = '', stop = '' } = words
  return (
    <>
      <Progress label={importing} done={430_000} total={2_000_000} perSecond={9_300}>
        <Button>{stop}</Button>
      </Progress>
      <Progress label={unknown} done={1_200} total={null} />
    </>
  )
}

export function Parts({ words, id }: GroupProps) {
  const { place = '', about = '', plain = '', one = '', two = '', three = '', more = '', more_about = '', chips: chosen = '', command = '' } = words
  const all = [one, two, three].map((name) => ({ id: name, name }))
  const [chips, setChips] = useState(all)
  return (
    <>
      <Section title={`${place} · ${id}`} about={about} actions={<Button>{plain}</Button>}>
        <Card>
          <Name>{`${one} · Lantern · לנטרן`}</Name>
        </Card>
      </Section>
      <Tabs label={place} tabs={all.map(({ id, name }) => ({ id, title: name, content: <p>{name}</p> }))} />
      <Disclosure title={more}>{more_about}</Disclosure>
      <Chips label={chosen} chips={chips} remove={(id) => setChips(chips.filter((chip) => chip.id !== id))} />
      <Command>{command}</Command>
    </>
  )
}

export function Over({ words, id }: GroupProps) {
  const { menu = '', dialog = '', confirm = '', confirm_about = '', tell = '', told = '', undo = '', tooltip = '', one = '', two = '' } = words
  const [open, setOpen] = useState<'dialog' | 'confirm' | null>(null)
  const close = () => setOpen(null)
  return (
    <div className="flex flex-wrap gap-2">
      <Menu label={`${menu} ${id}`} groups={[{ title: menu, chosen: 'one', choices: [{ id: 'one', words: one, text: one, choose: nothing }, { id: 'two', words: two, text: two, choose: nothing }] }]}>
        {menu}
      </Menu>
      <Button onPress={() => setOpen('dialog')}>{dialog}</Button>
      <Button onPress={() => setOpen('confirm')}>{confirm}</Button>
      <Button onPress={() => toast({ words: told, action: { words: undo, act: nothing } })}>{tell}</Button>
      <Tooltip words={tooltip}>
        <Button look="bare" label={tell}>
          <Bell aria-hidden className="size-4" />
        </Button>
      </Tooltip>
      <Dialog title={dialog} isOpen={open === 'dialog'} close={close}>
        {confirm_about}
      </Dialog>
      {open === 'confirm' && <Confirm title={confirm} about={confirm_about} button={confirm} act={async () => {}} close={close} />}
    </div>
  )
}
