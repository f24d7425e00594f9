"""What a page weighs, and what it may weigh: formula and budgets, without a browser."""

from collections import Counter
from dataclasses import dataclass, field

# Positions of sites at large, in twentieths, by number of elements, requests and kB.
DOM = (
    *(0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603),
    *(674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479, 594601),
)
REQUESTS = (
    *(0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78),
    *(86, 95, 105, 117, 130, 147, 170, 205, 281, 3920),
)
KILOBYTES = (
    *(0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47),
    *(1448.32, 1648.27, 1876.08, 2142.06, 2465.37, 2866.31, 3401.59, 4155.73),
    *(5400.08, 8037.54, 223212.26),
)


@dataclass(frozen=True)
class Budget:
    """The most a page may take, and the least EcoIndex it must have."""

    ecoindex: int
    dom: int
    requests: int
    kilobytes: float
    css_kilobytes: float = 12
    js_kilobytes: float = 5
    kilobytes_without_images: float | None = None


PAGE = Budget(86, 220, 8, 160, kilobytes_without_images=60)
LIST = Budget(82, 310, 10, 180, js_kilobytes=20)
FULL_PRACTICE = Budget(81, 350, 8, 200)


@dataclass
class Weight:
    """What one first view of a page took."""

    dom: int = 0
    kilobytes: Counter[str] = field(default_factory=Counter)
    requests: Counter[str] = field(default_factory=Counter)
    elsewhere: list[str] = field(default_factory=list)
    fonts: int = 0
    cookies: int = 0

    @property
    def total_kilobytes(self) -> float:
        """What was transferred, headers included."""
        return sum(self.kilobytes.values())

    @property
    def total_requests(self) -> int:
        """How often the server was asked."""
        return sum(self.requests.values())

    @property
    def ecoindex(self) -> int:
        """From 0 to 100."""
        return ecoindex(self.dom, self.total_requests, self.total_kilobytes)

    def __str__(self) -> str:
        """One line for the record."""
        return (
            f"EcoIndex {self.ecoindex}, {self.dom} elements, "
            f"{self.total_requests} requests, {self.total_kilobytes:.1f} kB "
            f"(CSS {self.kilobytes['Stylesheet']:.1f}, "
            f"JS {self.kilobytes['Script']:.1f}, "
            f"images {self.kilobytes['Image']:.1f})"
        )


def position(value: float, quantiles: tuple[float, ...]) -> float:
    """Return where a value stands between quantiles, interpolated."""
    for index in range(1, len(quantiles)):
        if value < quantiles[index]:
            low, high = quantiles[index - 1], quantiles[index]
            return index - 1 + (value - low) / (high - low)
    return len(quantiles) - 1


def ecoindex(dom: int, requests: int, kilobytes: float) -> int:
    """Return the EcoIndex of a page."""
    burden = (
        3 * position(dom, DOM)
        + 2 * position(requests, REQUESTS)
        + position(kilobytes, KILOBYTES)
    )
    return round(100 - 5 * burden / 6)


def find_excesses(weight: Weight, budget: Budget) -> list[str]:
    """Return what goes beyond the budget, in words."""
    without_images = weight.total_kilobytes - weight.kilobytes["Image"]
    limits = [
        ("elements", weight.dom, budget.dom),
        ("requests", weight.total_requests, budget.requests),
        ("kB", weight.total_kilobytes, budget.kilobytes),
        ("kB of CSS", weight.kilobytes["Stylesheet"], budget.css_kilobytes),
        ("kB of JS", weight.kilobytes["Script"], budget.js_kilobytes),
        ("web fonts", weight.fonts, 0),
        ("requests elsewhere", len(weight.elsewhere), 0),
        ("cookies", weight.cookies, 0),
    ]
    if budget.kilobytes_without_images is not None:
        limits.append(
            ("kB without images", without_images, budget.kilobytes_without_images)
        )
    excesses = [
        f"{value:.1f} {name}, {limit} allowed"
        for name, value, limit in limits
        if value > limit
    ]
    if weight.ecoindex < budget.ecoindex:
        excesses.append(f"EcoIndex {weight.ecoindex}, {budget.ecoindex} wanted")
    return excesses
