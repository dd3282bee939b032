import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './dialog.module.css';

interface DialogProps {
  title: string;
  onClose(): void;
  children: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  width?: number;
  /** False while its fields cannot be filled in yet: the first takes the focus when they can. */
  ready?: boolean;
}

/** Where the focus goes when a dialog opens. */
const firstField = 'input:enabled:not([readonly]), select:enabled, textarea:enabled:not([readonly])';

/**
 * A modal dialog on the browser's own element: the first field has the focus, focus stays inside, Escape closes, and
 * the focus goes back to where it was.
 */
export function Dialog({ title, onClose, children, actions, width = 640, ready = true }: DialogProps) {
  const { t } = useTranslation('shared');
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const body = useRef<HTMLDivElement>(null);
  // Before the element leaves the page: a browser gives the focus back only for a dialog that is still in it.
  useLayoutEffect(() => {
    const dialog = element.current;
    const opener = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  useEffect(() => {
    const isInField = body.current?.contains(document.activeElement) ?? false;
    if (ready && !isInField) body.current?.querySelector<HTMLElement>(firstField)?.focus();
  }, [ready]);
  return (
    <dialog
      ref={element}
      className={classes['dialog']}
      aria-labelledby={titleId}
      style={{ maxWidth: width }}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className={classes['head']}>
        <h2 id={titleId}>{title}</h2>
        <button type="button" className={classes['close']} onClick={onClose}>
          {t('close')}
        </button>
      </header>
      <div ref={body} className={classes['body']}>
        {children}
      </div>
      {actions ? <footer className={classes['actions']}>{actions}</footer> : null}
    </dialog>
  );
}
