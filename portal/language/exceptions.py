"""What rules and stemmers get wrong in French, by reason.

Words are folded and, unless a line says otherwise, masculine and singular: rules take
plurals and feminines there first. A line « a: b c » sends `b` and `c` where `a` goes;
« =a: b c » says that `a` is the stem itself, so that nothing else falls on it.
"""


def word_set(text: str) -> frozenset[str]:
    """Return the words of ``text``, which spaces part."""
    return frozenset(text.split())


# Nouns in -eu, -ou, -au whose plural in -x is not the -x of « heureux », « doux ».
EU_NOUNS = word_set(
    "adieu aveu bleu cheveu enjeu essieu feu jeu lieu milieu moyeu neveu pieu pneu voeu"
)
OU_NOUNS = word_set("bijou caillou chou genou hibou joujou pou")
AU_NOUNS = word_set("aloyau boyau etau gruau joyau landau noyau tuyau")
# -aux that comes from -ail.
AIL_NOUNS = word_set("bail corail email soupirail vitrail")
# -s and -x that are no plural, where taking them off would meet another word.
INVARIABLE = word_set(
    "abus acces apres avis bas bis bois bras bus cas chaux choix colis croix dos envers"
    " epoux exclus faux fils fois gros inclus jaloux jus mois moeurs noix os pays pas"
    " poids pois prix proces progres refus repas roux succes taux toux travers univers"
    " voix vers divers doux las devis travaux yeux cieux"
)
# Plurals in -ais, -is, -ois, -us of masculines that have no such feminine: « emplois »
# has a singular, « lillois » has « lilloise ».
SHORT_PLURALS = word_set(
    "abris ados amis balais convois cris delais elus emplois essais favoris lois"
    " menus octrois parois partis quais rois tournois vrais"
)

# -ent that is no plural of a verb: « adhérent », and not « cherchent ».
ENT_WORDS = word_set(
    "absent accent accident adherent adjacent adolescent agent ambivalent apparent argent"
    " ascendent astringent cent client coherent competent concurrent conscient consequent"
    " content continent contingent convalescent convent convergent couvent decent"
    " deficient detergent different diligent dissident divergent efficient effervescent"
    " eloquent emergent eminent equivalent evident excedent excellent exigent fervent"
    " frequent gradient imminent impatient impertinent impudent incident incoherent"
    " incompetent inconscient inconvenient indecent independent indifferent indigent"
    " indolent ingredient inherent innocent insolent intelligent intermittent latent lent"
    " negligent occident opulent orient parent patient permanent pertinent polyvalent"
    " pourcent precedent present president prudent quotient recent recipient recurrent"
    " referent regent resident sergent serpent souvent subsequent talent tangent torrent"
    " transparent trident turbulent urgent vent violent virulent"
)
# -ment that is a verb, where most are nouns and adverbs.
MENT_VERBS = word_set(
    "aiment animent arment calment consomment consument dorment expriment ferment filment"
    " forment informent nomment priment programment referment reforment resument"
    " transforment sement estiment affirment confirment"
)
# -ive, -ue, -gère, -chère that are no feminine, or a verb's.
NOT_FEMININE = word_set(
    "arrive cultive derive ecrive suive vive archive lessive olive etagere enchere"
    " exagere suggere digere statue"
)

# « celui qui » does what the verb says: the noun goes with the verb.
AGENTS = word_set(
    "bricol cherch demand elev chant dans travaill recycl cultiv glan randonn voyag"
    " achet emprunt nag jou"
)

LINES = """
# Feminines and plurals of their own.
oeil: yeux
ciel: cieux
vieux: vieil vieille
nouveau: nouvel nouvelle
beau: bel belle
fou: folle fol
public: publique
grec: grecque
turc: turque
blanc: blanche
franc: franche
sec: seche
frais: fraiche
long: longue
doux: douce
faux: fausse
roux: rousse
gros: grosse
bas: basse
gentil: gentille
favori: favorite
ami: amie
docteur: doctoresse
copain: copine
saint: st ste
mal: maux
gars: garcon

# Nouns in -eur and their act, where the ending hides the verb.
composter: composteur compostage
jardiner: jardinage
bricoler: bricolage
recycler: recyclage
elever: elevage
maraicher: maraichage
chomeur: chomage
formation: formateur
creer: creation createur creatif creativite
decider: decision decideur decisionnel
produire: produisent
courtier: courtage
covoiturage: covoitureur covoiturer
evaluer: evaluateur
benevole: benevolat
voisin: voisinage
parrain: marraine parrainage
glaner: glanage
apprendre: appris apprenant apprentissage apprennent
accompagner: accompagnateur accompagnement
heberger: hebergement
soigner: soin soignant
choisir: choix choisi
don: donner donne donnent donneur donation

# Verbs with several roots.
venir: vient viennent venu venant viens
tenir: tient tiennent tenu tenant
prendre: pris prend prennent prenant
acheter: achete achetent achat
vendre: vend vendent vendu vente
ecrire: ecrit ecrivent ecrivant ecriture
lire: lit lisent lu lecture
construire: construit construisent construction
conduire: conduit conduisent conduite
decouvrir: decouvert decouvrent decouverte
ouvrir: ouvert ouvrent ouverture
offrir: offert offrent
accueillir: accueil accueille
recevoir: recu recoit recoivent
boire: boit boivent
vivre: vit vivent vecu
courir: courent
coudre: coud cousu couture
suivre: suit suivent suivi
repondre: repond repondent reponse
rendre: rend rendent rendu
entretenir: entretient entretien
soutenir: soutient soutien soutenu
jeter: jette jettent
payer: paie paient paye
nettoyer: nettoie nettoient nettoyage
essayer: essaie essaient essai
reunir: reunion
guerir: guerison
reduire: reduit reduisent reduction

# Words cut short.
adolescent: ado
association: asso
recuperation: recup
renovation: renov
coordination: coordo

# The stemmer takes these for one word; they are two.
=organisme: organisme
=organique: organique
=collecte: collecte collecter collectent collecteur
=cooperation: cooperation cooperer cooperent
=commune: commune
=direction: direction
=formats: format
=donnee: donnee
=employer: employer employe employeur employent
=emploi: emploi
=societaire: societaire
=court: court courte
=cours: cours
=cour: cour
=course: course
=pays: pays
=fils: fils
=marais: marais
=tiers: tiers
=ingenieur: ingenieur
=travaux: travaux
=travail: travail travailler travaille travaillent travaillant
=bilan: bilan
=porteur: porteur
=port: port
=marchand: marchand
=poste: poste
=post: post
=garderie: garderie
=restes: reste restes
=couvert: couvert
=medicament: medicament
=general: generalement
=contenu: contenu
=location: location
=pole: pole
=politesse: poli polie
=recette: recette
=mesure: mesure mesurer

# Close in writing, one in use.
associer: associe
agriculture: agriculteur
energie: energetique
solidaire: solidarite
sobre: sobriete
fragile: fragilite
citoyen: citoyennete
festif: festivite
"""


def _read(lines: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return (form → form to stem instead, form → stem) as ``lines`` say."""
    forms: dict[str, str] = {}
    stems: dict[str, str] = {}
    for line in lines.splitlines():
        if not line or line.startswith("#"):
            continue
        target, _colon, words = line.partition(": ")
        into = stems if target.startswith("=") else forms
        for word in words.split():
            # The first line that names a word decides.
            if word not in forms and word not in stems:
                into[word] = target.removeprefix("=")
    return forms, stems


INSTEAD, STEMS = _read(LINES)

# First parts that are written apart, with a hyphen or in one word, as people like.
PREFIXES = word_set(
    "agro anti auto co eco electro extra infra inter intra macro medico micro mini multi"
    " neo neuro pluri poly psycho semi socio tele ultra visio"
)
# Words of two that are one for those who use them.
CLOSED = frozenset(
    {
        ("bien", "etre"),
        ("savoir", "faire"),
        ("savoirs", "faire"),
        ("savoir", "etre"),
        ("faire", "savoir"),
        ("tiers", "lieu"),
        ("tiers", "lieux"),
        ("centre", "bourg"),
        ("centres", "bourgs"),
        ("chou", "rave"),
        ("choux", "raves"),
        ("rez", "chaussee"),
        ("rendez", "vous"),
        ("porte", "parole"),
        ("mieux", "etre"),
        ("garde", "manger"),
        ("self", "service"),
        ("burn", "out"),
        ("skate", "park"),
        ("week", "end"),
        ("e", "mail"),
    }
)
