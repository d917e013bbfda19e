import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button.tsx'
import { useI18n } from './i18n.tsx'

/** A command line to copy. Left to right in every language. */
export function Command({ children }: { children: string }) {
  const { t } = useI18n()
  const [copied, setCopied] = useState(false)
  // Browsers offer the clipboard on https and localhost only.
  const clipboard = 'clipboard' in navigator ? navigator.clipboard : null
  return (
    <div dir="ltr" className="flex w-full items-center gap-2 rounded-control border border-line bg-surface ps-3 text-start">
      <code className="min-w-0 grow py-2.5 font-mono text-meta wrap-anywhere">{children}</code>
      {clipboard && (
        <Button
          look="bare"
          label={copied ? t('base.copied') : t('base.copy')}
          onPress={() => void clipboard.writeText(children).then(() => setCopied(true))}
        >
          {copied ? <Check aria-hidden className="size-4 text-good" /> : <Copy aria-hidden className="size-4" />}
        </Button>
      )}
    </div>
  )
}
