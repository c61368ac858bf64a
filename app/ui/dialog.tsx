import { useState, type MouseEvent, type ReactNode } from 'react'
import { Dialog as Modal, Heading } from 'react-aria-components/Dialog'
import { Modal as Sheet, ModalOverlay } from 'react-aria-components/Modal'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from './button.tsx'
import { Icon } from './icon.tsx'
import { softHyphens } from './soft-hyphens.ts'
import css from './dialog.module.css'

type DialogProps = { title: string; open: boolean; onClose: () => void; children: ReactNode }

/** One question over the page; the page behind is inert, Esc closes, the focus returns. From the bottom on phones. */
export function Dialog({ title, open, onClose, children }: DialogProps) {
  const { t } = useTranslation()
  const changed = (nowOpen: boolean) => {
    if (!nowOpen) onClose()
  }
  return (
    <ModalOverlay className={css.scrim} isOpen={open} onOpenChange={changed} isDismissable>
      <Sheet className={css.sheet}>
        <Modal className={css.dialog}>
          <div className={css.head}>
            <Heading slot="title">{softHyphens(title)}</Heading>
            <button type="button" className={css.close} aria-label={t('close')} onClick={onClose}>
              <Icon name="cross" />
            </button>
          </div>
          {children}
        </Modal>
      </Sheet>
    </ModalOverlay>
  )
}

type DialogLinkProps = {
  /** The page that asks the same; what opens without script, and in a new tab. */
  to: string
  label: string
  title: string
  variant?: 'filled' | 'outlined' | 'quiet' | 'danger'
  small?: boolean
  children: (close: () => void) => ReactNode
}

/** A link to a page that, with script, opens as a dialog instead. */
export function DialogLink({ to, label, title, variant, small, children }: DialogLinkProps) {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const press = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    setOpen(true)
  }
  return (
    <>
      <ButtonLink to={to} variant={variant} small={small} onClick={press}>
        {label}
      </ButtonLink>
      <Dialog title={title} open={open} onClose={close}>
        {children(close)}
      </Dialog>
    </>
  )
}
