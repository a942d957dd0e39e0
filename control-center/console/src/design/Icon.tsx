/** Our icons: 16 units square, drawn with one stroke. They decorate; the words beside them carry the meaning. */
const SHAPES = {
  add: "M8 3v10M3 8h10",
  alert: "M8 2.2 14.600 13.500H1.400ZM8 6.500v3M8 11.600v.1",
  back: "M9.500 3.500 5 8l4.500 4.500",
  check: "m3 8.500 3.200 3.200L13 4.800",
  chevron: "m4.500 6.500 3.500 3.500 3.500-3.500",
  close: "m4 4 8 8M12 4l-8 8",
  cluster: "M8 2.500v3.200M8 5.700 3.700 10M8 5.700 12.300 10M6.500 2.500h3M2.200 10h3v3.500h-3ZM10.800 10h3v3.500h-3Z",
  copy: "M6 6h7.500v7.500H6ZM10 6V2.500H2.500V10H6",
  edit: "m3 13 .8-3.200 7-7 2.400 2.400-7 7ZM9.300 4.300l2.400 2.400",
  fleet: "M9 2.500c2.400 2.200 3.600 4.700 3.700 7.500H9ZM7 4.800V10H3.600c.3-2.200 1.500-4 3.400-5.200ZM2.500 13h11",
  flow: "M2.500 8h4M6.500 8l3-4h4M6.500 8l3 4h4M11.500 2l2 2-2 2M11.500 10l2 2-2 2",
  key: "M10.500 2.500a3 3 0 1 1-2.700 4.300L3 11.600v1.900h2.200V12h1.500v-1.500l1.900-1.900M11 5v.1",
  letter: "M2.500 3.500h11v9h-11ZM2.500 4.500 8 9l5.500-4.500",
  lock: "M3.500 7.500h9v6h-9ZM5.500 7.500V5a2.500 2.500 0 0 1 5 0v2.500",
  more: "M3.500 8v.1M8 8v.1M12.500 8v.1",
  out: "M6.500 2.500h-4v11h4M6 8h8M11 5l3 3-3 3",
  release: "M8 10.500V3M4.500 6.300 8 2.800l3.500 3.500M2.500 13.500h11",
  search: "M7 2.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9ZM10.400 10.400 13.500 13.500",
  start: "M4.500 2.800v10.400L13 8Z",
  stop: "M4 4h8v8H4Z",
  stream: "M2.500 3.500h11v9h-11ZM6.800 6v4l3.400-2Z",
  trash: "M2.500 4.500h11M6 4.500v-2h4v2M4 4.500l.6 9h6.800l.6-9",
  user: "M8 2.500a2.700 2.700 0 1 1 0 5.400 2.700 2.700 0 0 1 0-5.400ZM2.800 13.500c.6-2.400 2.500-3.600 5.200-3.600s4.600 1.200 5.200 3.600",
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" ? 2.2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      style={{ flex: "none" }}
    >
      <path d={SHAPES[name]} />
    </svg>
  );
}
