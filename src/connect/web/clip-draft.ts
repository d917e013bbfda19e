/** What somebody is about to file. */
export type ClipDraft = { readonly text: string; readonly url: string; readonly author: string; readonly origin: string; readonly saidAt: string }

export const EMPTY_CLIP: ClipDraft = { text: '', url: '', author: '', origin: '', saidAt: '' }

/** What a bookmark or a phone’s share sheet hands over; some phones put the link among the words. */
export type Shared = { readonly title?: string; readonly text?: string; readonly url?: string }

/** The draft that something shared begins with; null when nothing was shared. */
export function draftOf({ title = '', text = '', url = '' }: Shared): ClipDraft | null {
  if (title === '' && text === '' && url === '') return null
  const link = url || (/https?:\/\/\S+/.exec(text)?.[0] ?? '')
  const words = text.replace(link, '').trim()
  return { ...EMPTY_CLIP, url: link, text: words || (link === '' ? title : '') }
}

/** A script for a bookmark: opens the form with the page’s address, title and what is marked on it. It holds no token. */
export function bookmarkletOf(origin: string): string {
  const script = `(()=>{const q=new URLSearchParams({url:location.href,title:document.title,text:String(getSelection()).slice(0,4000)});open(${JSON.stringify(`${origin}/clip?`)}+q)})()`
  return `javascript:${encodeURIComponent(script)}`
}

/** A moment as a field for dates and times takes it, in the reader’s own zone; and back. Empty for none. */
export function localMoment(iso: string | null): string {
  if (iso === null) return ''
  const at = new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

export function momentOf(local: string): string | null {
  const at = new Date(local)
  return local === '' || Number.isNaN(at.getTime()) ? null : at.toISOString()
}
