import { shortestSecret, type SecretForm } from './secret-forms.ts'
import { createWindowSearch, type WindowSearch } from './window-search.ts'

/** Finds the forms of secrets in a text, however many they are and however often they change. */
export interface TextSearch {
  /** Of forms with the same text, the first is kept. */
  readonly add: (form: SecretForm) => void
  readonly remove: (text: string) => void
  /** Calls back for each place where a form ends, with the beginning of the form. */
  readonly each: WindowSearch['each']
}

/** Most forms have as many characters, and a wide window is quick. */
const wide = 16

/** The few short forms are searched for by themselves, since they would make the window narrow for all. */
export function createTextSearch(): TextSearch {
  const forms = new Map<string, SecretForm>()
  const [long, short] = [createWindowSearch(wide), createWindowSearch(shortestSecret)]
  const searchFor = ({ text }: SecretForm): WindowSearch => (text.length < wide ? short : long)
  return {
    add(form) {
      if (forms.has(form.text)) return
      forms.set(form.text, form)
      searchFor(form).add(form)
    },
    remove(text) {
      const form = forms.get(text)
      if (form === undefined) return
      forms.delete(text)
      searchFor(form).remove(form)
    },
    each(text, found) {
      long.each(text, found)
      short.each(text, found)
    },
  }
}
