import type { Lang, LocalisedText } from '@tablee/board'

const axis = (id: string, fr: string, nl: string, en: string) => ({ id, label: { fr, nl, en } })

/** The axes on which organisations look at themselves: those of the method `needs-maturity`, without the method. */
export const MATURITY_AXES: readonly { readonly id: string; readonly label: LocalisedText }[] = [
  axis('strategie', 'Stratégie', 'Strategie', 'Strategy'),
  axis('materiel_reseau', 'Matériel et réseau', 'Toestellen en netwerk', 'Hardware and network'),
  axis('logiciels_donnees', 'Logiciels et données', 'Software en gegevens', 'Software and data'),
  axis('competences', 'Compétences', 'Vaardigheden', 'Skills'),
  axis('organisation_projet', 'Organisation du projet', 'Projectorganisatie', 'Project organisation'),
  axis('changement', 'Conduite du changement', 'Omgaan met verandering', 'Handling change'),
  axis('prestataires', 'Prestataires', 'Leveranciers', 'Vendors'),
  axis('financement', 'Financement', 'Financiering', 'Funding'),
  axis('protection_donnees', 'Protection des données', 'Gegevensbescherming', 'Data protection'),
  axis('service_publics', 'Service aux publics', 'Dienstverlening aan het publiek', 'Service to the public'),
]

/** An axis in words; undefined for an unknown one. */
export function axisLabel(id: string, lang: Lang): string | undefined {
  return MATURITY_AXES.find((known) => known.id === id)?.label[lang]
}
