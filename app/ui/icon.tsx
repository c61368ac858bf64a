const paths = {
  check: <path d="M5 12.5l4.5 4.5L19 7.5" />,
  cross: <path d="M6.5 6.5l11 11M17.5 6.5l-11 11" />,
  question: (
    <>
      <path d="M8.6 9.2c.2-2 1.7-3.2 3.5-3.2 1.9 0 3.4 1.2 3.4 3 0 2.6-3.4 2.7-3.4 5.2" />
      <path d="M12.1 18v.2" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7.2V12l3.2 2.2" />
    </>
  ),
  people: (
    <>
      <circle cx="9" cy="8.5" r="3.2" />
      <path d="M3 19c0-3.3 2.7-5.4 6-5.4s6 2.1 6 5.4" />
      <path d="M15.5 5.6a3.2 3.2 0 0 1 0 5.8M17.5 14.1c2.2.7 3.5 2.5 3.5 4.9" />
    </>
  ),
  warning: (
    <>
      <path d="M12 4l9 16H3z" />
      <path d="M12 10v4.5M12 17.2v.2" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 11v5.5M12 7.6v.2" />
    </>
  ),
  dots: <path d="M5.5 12v.1M12 12v.1M18.5 12v.1" strokeWidth="3" />,
  menu: <path d="M4 7h16M4 12h16M4 17h16" />,
  pen: <path d="M4.5 19.5l1-4L16 5l3 3L8.5 18.5z" />,
  plus: <path d="M12 5v14M5 12h14" />,
  minus: <path d="M5 12h14" />,
  lock: (
    <>
      <rect x="5.5" y="11" width="13" height="9" rx="1.5" />
      <path d="M8.5 11V8a3.5 3.5 0 0 1 7 0v3" />
    </>
  ),
  print: (
    <>
      <path d="M7 9V4h10v5M7 17H4V9h16v8h-3" />
      <path d="M7 14h10v6H7z" />
    </>
  ),
  calendar: (
    <>
      <rect x="4" y="5.5" width="16" height="14.5" rx="1.5" />
      <path d="M4 10h16M8.5 3.5v4M15.5 3.5v4" />
    </>
  ),
  mail: (
    <>
      <rect x="3.5" y="5.5" width="17" height="13" rx="1.5" />
      <path d="M4 7l8 6 8-6" />
    </>
  ),
  done: (
    <>
      <circle cx="12" cy="12" r="10" />
      <path d="M7.3 12.4l3.2 3.2 6.4-6.6" />
    </>
  ),
  support: (
    <path d="M7.5 11l3.6-7c1.4 0 2.3 1 2.1 2.4L12.8 9.5h4.9c1.3 0 2.2 1.2 1.9 2.4l-1.5 6c-.2.9-1 1.5-1.9 1.5H7.5zM7.5 11H4v8.4h3.5" />
  ),
  up: <path d="M12 19V5M6 11l6-6 6 6" />,
  down: <path d="M12 5v14M6 13l6 6 6-6" />,
  link: (
    <>
      <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1" />
      <path d="M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1" />
    </>
  ),
}

export type IconName = keyof typeof paths

/** One of our own pictures, 24 grid. Decoration only: the word stands beside it, or the control has a name. */
export function Icon({ name, size = '1.25em' }: { name: IconName; size?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'done' ? 1.5 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none', verticalAlign: '-.26em' }}
      aria-hidden="true"
      focusable="false"
    >
      {paths[name]}
    </svg>
  )
}
