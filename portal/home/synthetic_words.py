"""Words of which plausible practices are made."""

TWISTS = [
    "",
    "",
    "",
    "en libre accès",
    "hors les murs",
    "avec les écoles",
    "en soirée",
    "avec la médiathèque",
    "avec les bénévoles",
    "au fil des saisons",
    "de proximité",
    "pour tous les âges",
    "dans les villages",
    "à prix libre",
]
FOLLOW_UPS = [
    "On vient comme on est, et l’on revient.",
    "Ce qui a changé : on se salue, on se connaît, on s’organise.",
    "Le plus difficile fut de commencer ; le reste a suivi.",
    "Trois personnes suffisent pour le lancer.",
    "Rien d’extraordinaire, sinon la régularité.",
    "Les habitants en ont pris les clés au bout d’un an.",
    "L’idée vient d’une habitante ; l’équipe n’a fait qu’ouvrir la porte.",
    "Ça ne marche pas toujours, et nous disons pourquoi.",
]
FOLLOW_UPS_EN = [
    "Come as you are, and come back.",
    "The hardest part was to start.",
    "Three people are enough to begin.",
    "It does not always work, and we say why.",
]
STRUCTURE_NAMES = {
    "centre-social": ["Centre social {}", "Centre social et culturel {}"],
    "evs": ["Espace de vie sociale {}"],
    "maison-pour-tous": ["Maison pour tous {}"],
    "mjc": ["MJC {}"],
    "accorderie": ["Accorderie {}"],
    "ccas": ["CCAS {}"],
    "association": ["Association {}"],
    "cooperative": ["Coopérative {}"],
    "collectivite": ["Mairie annexe {}"],
}
NAMES = [
    "Les Tilleuls",
    "La Passerelle",
    "Le Moulin",
    "L’Arbre à palabres",
    "Les Coquelicots",
    "La Fabrique",
    "Le Lavoir",
    "Les Quatre Vents",
    "La Ruche",
    "Le Pré commun",
    "La Navette",
    "Les Hirondelles",
    "Le Fournil",
    "La Clairière",
    "L’Escale",
    "Les Mûriers",
    "La Source",
    "Le Relais",
    "Les Allées",
    "La Grange",
]
STRUCTURE_LEADS = [
    "À {}, une équipe de six salariés et de soixante bénévoles fait vivre un lieu où l’on entre sans raison.",
    "À {}, on part de ce que les habitants veulent faire, et l’on cherche ensemble comment.",
    "À {}, au cœur du bourg, une maison ouverte six jours sur sept, du café du matin aux réunions du soir.",
    "À {} et alentour, un camion, trois animatrices et beaucoup de chaises pliantes.",
]
TAGS = [
    "convivialité",
    "bénévolat",
    "récup",
    "jardin",
    "parents",
    "été",
    "prix libre",
    "itinérance",
    "outil libre",
    "fête",
    "aller vers",
    "entre générations",
    "forêt",
    "laïcité",
    "santé",
    "égalité",
    "ruralité",
    "quartier",
    "formation",
    "commande groupée",
]
CONTEXTS = [
    "<p>Tout est parti d’une réunion d’habitants\u00a0: beaucoup disaient la même gêne, chacun dans son coin. L’équipe a proposé d’y regarder ensemble.</p>",
    "<p>Le diagnostic du projet social avait pointé ce besoin depuis longtemps. Un départ, un local libre et une volontaire ont fait le reste.</p>",
    "<p>Après une année de visites chez d’autres structures, nous avons repris une idée qui marchait et l’avons pliée à notre taille.</p>",
]
PARAGRAPHS = [
    "<p>Les premiers mois, il venait <b>quatre personnes</b>. Nous avons changé d’horaire, puis de lieu, et le bouche à oreille a fait le reste.</p>",
    "<p>Une fois par trimestre, tout le monde se retrouve pour dire ce qui va et ce qui ne va pas. Les décisions se prennent là.</p>",
    "<p>Rien n’est obligatoire. On peut venir une fois, ou toutes les semaines, et aider sans rien savoir faire.</p>",
]
RESULTS = [
    "<p>Les participants viennent plus souvent au centre, et pour autre chose. Trois d’entre eux sont entrés au conseil d’administration.</p>",
    "<p>La dépense baisse, le lien augmente. Ce que nous n’avions pas prévu\u00a0: les enfants amènent leurs parents.</p>",
]
OBJECTIVES = [
    "Faire baisser une dépense qui pèse.",
    "Rompre l’isolement.",
    "Donner envie d’agir.",
    "Apprendre des gestes utiles.",
    "Ouvrir le lieu à d’autres publics.",
    "Réduire ce que l’on jette.",
    "Rendre les habitants décideurs.",
]
LIMITS = [
    "Tout repose sur deux bénévoles.",
    "Le local est trop petit l’hiver.",
    "Les jeunes viennent peu.",
    "Le financement s’arrête dans un an.",
    "Les horaires excluent qui travaille.",
]
QUESTIONS = [
    "Comment passer la main sans que l’élan retombe ?",
    "Faut-il faire payer, même un peu ?",
    "Comment mesurer ce qui compte vraiment ?",
]
CONDITIONS = [
    "Une personne référente.",
    "Un rendez-vous régulier.",
    "L’accord des élus.",
]
PITFALLS = ["Aller trop vite.", "Vouloir tout mesurer.", "Décider sans les habitants."]
EQUIPMENT = [
    "Une salle de quarante mètres carrés",
    "Des tables pliantes",
    "Un véhicule",
]
TOOLS = ["Affiche", "Bulletin de la commune", "Bouche à oreille"]
INDICATORS = [
    ("personnes venues au moins une fois", "personnes"),
    ("heures données par les bénévoles", "heures"),
    ("kilos détournés de la poubelle", "kilos"),
    ("familles inscrites", "familles"),
    ("séances tenues", "séances"),
]
COSTS = [
    ("Petit matériel", "fonctionnement", 20, 900),
    ("Location de la salle", "fonctionnement", 100, 3000),
    ("Poste d’animation", "poste", 4000, 38000),
    ("Achat d’équipement", "investissement", 300, 12000),
    ("Adhésion au réseau", "adhesion", 20, 250),
    ("Temps des bénévoles", "valorisation", 200, 9000),
]
ROLES = [
    "Prête le local.",
    "Finance une partie du poste.",
    "Forme les bénévoles.",
    "Relaie l’information.",
]
SOURCES = [
    "Comptage de l’équipe",
    "Registre des présences",
    "Bilan annuel",
    "Enquête auprès des habitants",
]
PLACE_NAMES = [
    "La grande salle",
    "La place du marché",
    "L’ancienne école",
    "Le jardin derrière la mairie",
]
