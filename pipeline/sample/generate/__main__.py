"""`python -m pipeline.sample.generate`: writes data/sample and tests/fixtures/sample of this checkout anew."""

from pipeline.paths import CHECKOUT, SAMPLE, SEEDS
from pipeline.sample.generate.write import write_all

if __name__ == "__main__":
    count = write_all(SAMPLE, CHECKOUT / "tests" / "fixtures" / "sample", SEEDS)
    print(f"{count} reports written to {SAMPLE}")
