import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** The main colour: the deep blue-green of a painted table. Shade 7 on paper has a contrast of 7.6. */
const petrol: MantineColorsTuple = [
  '#eaf4f5',
  '#d5e6e8',
  '#a8ccd1',
  '#7ab2b9',
  '#4f959e',
  '#357a85',
  '#27656f',
  '#1d5561',
  '#16444e',
  '#0e333b',
]

/** Greys with a little yellow in them, so that they sit on paper. */
const gray: MantineColorsTuple = [
  '#faf6ee',
  '#f3ede1',
  '#e8e0d1',
  '#d9cfbc',
  '#b9ad98',
  '#8f8473',
  '#6a6153',
  '#554d41',
  '#3a342c',
  '#24211c',
]

const dark: MantineColorsTuple = [
  '#ebe5da',
  '#cfc8bb',
  '#b0a899',
  '#8d8577',
  '#4a453d',
  '#3a362f',
  '#2c2924',
  '#211e1a',
  '#1c1a17',
  '#12110f',
]

/** Danger and warning in tones that keep AA on paper. */
const red: MantineColorsTuple = [
  '#fbecea',
  '#f5d6d2',
  '#eab0a9',
  '#e08a80',
  '#d5685c',
  '#c54a3d',
  '#ad3a2e',
  '#9c2f24',
  '#7f241b',
  '#611a13',
]

/** What asks for attention: shade 9 on shade 1 has a contrast of 6.5. */
const orange: MantineColorsTuple = [
  '#fff4e6',
  '#ffe8cc',
  '#ffd8a8',
  '#ffc078',
  '#ffa94d',
  '#f08c2e',
  '#d9731a',
  '#bf5b10',
  '#a3480b',
  '#8a3b0a',
]

/** Tablée's look: paper, ink, one calm main colour, an 8-pixel rhythm, large targets. */
export const theme = createTheme({
  fontFamily: '"IBM Plex Sans", system-ui, sans-serif',
  headings: { fontFamily: '"IBM Plex Sans", system-ui, sans-serif', fontWeight: '600' },
  colors: { petrol, gray, dark, red, orange },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  black: '#24211c',
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '40px' },
  // Plain objects rather than `Modal.extend(…)`: naming a component here would load it with the first page.
  components: {
    // A long word in Dutch or a long sentence in French wraps instead of leaving the screen of a phone.
    Button: {
      defaultProps: { size: 'md' },
      styles: {
        root: {
          display: 'inline-flex',
          alignItems: 'center',
          justifyContent: 'center',
          maxWidth: '100%',
          height: 'auto',
          minHeight: 'var(--button-height)',
        },
        label: { whiteSpace: 'normal', paddingBlock: 4, lineHeight: 1.3 },
      },
    },
    Paper: { defaultProps: { withBorder: true, radius: 'md' } },
    // A `header` inside a dialog would count as a second banner of the page.
    Modal: {
      defaultProps: { centered: true, radius: 'lg', attributes: { header: { role: 'presentation' } } },
      styles: { title: { fontSize: 20, fontWeight: 600 } },
    },
    Drawer: {
      defaultProps: { attributes: { header: { role: 'presentation' } } },
      styles: { title: { fontSize: 20, fontWeight: 600 } },
    },
    Anchor: { defaultProps: { underline: 'always' } },
    Tabs: { defaultProps: { keepMounted: false } },
    Skeleton: { defaultProps: { radius: 'md' } },
  },
})

/** What the theme cannot say: paper as page colour, ink as text, a dimmed ink that still has AA contrast. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fffdf8',
    '--mantine-color-text': '#24211c',
    '--mantine-color-dimmed': '#5f574b',
    '--mantine-color-placeholder': '#6f6758',
    '--mantine-color-error': '#9c2f24',
    '--mantine-color-anchor': '#1d5561',
    '--mantine-color-default-border': '#d9cfbc',
    '--page': '#faf6ee',
    '--family-needs': '#2f5f9e',
    '--family-stakeholders': '#2f7d5b',
    '--family-change': '#b8591b',
    '--family-intervision': '#6d4aa3',
    '--mark-open': '#ffe2a8',
    '--mark-done': '#d8ead9',
  },
  dark: {
    '--mantine-color-body': '#26231f',
    '--mantine-color-text': '#ebe5da',
    '--mantine-color-dimmed': '#b8b0a2',
    '--mantine-color-placeholder': '#a39b8d',
    '--mantine-color-error': '#f0a59c',
    '--mantine-color-anchor': '#a8ccd1',
    '--mantine-color-default-border': '#4a453d',
    '--page': '#1c1a17',
    '--family-needs': '#8db4ea',
    '--family-stakeholders': '#7fcba6',
    '--family-change': '#f0a46d',
    '--family-intervision': '#bfa3ec',
    '--mark-open': '#6b4c12',
    '--mark-done': '#2b4a34',
  },
})
