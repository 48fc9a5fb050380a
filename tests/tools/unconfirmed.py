"""Turn the shared trades into what of their words nobody of the trade has confirmed yet: for those who keep them."""

from collections.abc import Iterator

from generator.layer.layers import Layers
from generator.problems.problem import Problem
from generator.problems.report import as_text
from generator.profile.trade import load_trade, to_confirm, trade_keys
from generator.shared import SHARED


def unconfirmed() -> Iterator[Problem]:
    """Yield one problem for each shared trade that has such words."""
    layers = Layers(SHARED / "schools" / "eksempel")
    for key in trade_keys(layers):
        yield from to_confirm(layers, load_trade(layers, key))


if __name__ == "__main__":
    for problem in unconfirmed():
        print(as_text(problem))
