import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The one accent: a deep teal that neither the charts' blue nor their orange is taken for. */
const accent: MantineColorsTuple = [
  '#e3f1f0',
  '#c9e4e2',
  '#9ccdca',
  '#6cc9c5',
  '#3fa7a5',
  '#17777a',
  '#0f6466',
  '#0d5759',
  '#0b4a4c',
  '#083a3b',
];

/** Mantine's dark greys in the tint of our own surfaces. */
const dark: MantineColorsTuple = [
  '#e8edef',
  '#c7d1d6',
  '#a5b2b9',
  '#72818a',
  '#414f57',
  '#2d3940',
  '#1b252a',
  '#12191d',
  '#0e1417',
  '#0a0f11',
];

const quick = { duration: 120 };

/** The look of every Mantine component; colours of our own parts come from `theme.css`. */
export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontSizes: { xs: '13px', sm: '14px', md: '16px', lg: '18px', xl: '20px' },
  lineHeights: { md: '1.5' },
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '620' },
  defaultRadius: 'md',
  radius: { xs: '2px', sm: '4px', md: '8px', lg: '12px', xl: '16px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'md' } },
    Menu: { defaultProps: { transitionProps: quick } },
    Modal: { defaultProps: { transitionProps: quick } },
    Popover: { defaultProps: { transitionProps: quick } },
    Tooltip: { defaultProps: { transitionProps: quick } },
  },
});

/** Lets Mantine's own surfaces follow our tokens. */
export const cssVariables: CSSVariablesResolver = () => {
  const ours = {
    '--mantine-color-body': 'var(--tl-surface)',
    '--mantine-color-text': 'var(--tl-text)',
    '--mantine-color-dimmed': 'var(--tl-text-quiet)',
    '--mantine-color-default-border': 'var(--tl-line)',
    '--mantine-color-error': 'var(--tl-concern-text)',
    '--mantine-color-default': 'var(--tl-surface)',
    '--mantine-color-default-hover': 'var(--tl-surface-raised)',
    '--input-bd': 'var(--tl-line-strong)',
  };
  return { variables: {}, light: ours, dark: ours };
};
