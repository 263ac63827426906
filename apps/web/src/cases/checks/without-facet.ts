import type { CaseCheckView, CaseDraftView } from '@tablee/contract'

type Tags = CaseDraftView['tags']

/** The tags of a case without one facet. */
export function withoutFacet(tags: Tags, facet: CaseCheckView['rare'][number]['facet']): Tags {
  switch (facet) {
    case 'members':
    case 'sites':
    case 'period':
      return { ...tags, [facet]: null }
    case 'sourcing':
    case 'phase':
    case 'outcome':
    case 'pooling':
    case 'poolingGovernance':
    case 'funding':
    case 'support':
    case 'stakes':
      return { ...tags, [facet]: [] }
  }
}
