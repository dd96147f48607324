"""Paare ohne Verbindung in Spark suchen, mit denselben Zahlen wie akteursnetz, Bit für Bit.

akteursnetz export --format parquet ORDNER
spark-submit pair_gaps_spark.py ORDNER [contacts|topics] [ANZAHL]

contacts: gemeinsame Kontakte (Teil von predicted). topics: gemeinsame Themen und solche, die voneinander abhängen (Art
fit). Gewichte sind ganze Zahlen,
denn deren Summe hängt nicht davon ab, in welcher Reihenfolge und auf welchem Rechner addiert wird.
"""

import sys

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

SCALE = 2**32
COLUMN_CAP = 10_000  # was mehr als so viele teilen, sagt nichts über ein Paar
MEETING_MOST = 100  # in kleineren Gruppen kennt man sich


def pairs(joined: DataFrame, less: int, depends: DataFrame | None = None) -> DataFrame:
    """Je Paar, das etwas teilt, die Summe der Gewichte: SCALE // (wie viele es teilen - less).

    depends: Themen, die voneinander abhängen (topic, other), und wie viele Akteure zu einem von beiden arbeiten.
    """
    shared = f.col("n") - less
    sizes = joined.groupBy("via").agg(f.count("*").alias("n")).where((shared > 0) & (f.col("n") <= COLUMN_CAP))
    weights = sizes.select("via", f.expr(f"{SCALE}L div (n - {less})").alias("weight"))
    ends = joined.join(weights, "via").select("actor", "via", "weight")
    if depends is not None:
        broad = joined.groupBy("via").count().where(f"count > {COLUMN_CAP}")
        weighed = depends.where("actors > 1").withColumn("weight", f.expr(f"{SCALE}L div (actors - 1)"))
        for side in ("topic", "other"):
            weighed = weighed.join(broad.select(f.col("via").alias(side)), side, "left_anti")
        between = joined.join(weighed.withColumnRenamed("topic", "via"), "via")
        ends = ends.union(between.selectExpr("actor", "other AS via", "weight"))
    others = joined.withColumnRenamed("actor", "other")
    both = ends.join(others, "via").where("actor < other")
    return both.groupBy("actor", "other").agg(f.sum("weight").alias("score"))


def both_ways(ties: DataFrame) -> DataFrame:
    """Jede Verbindung von beiden Enden aus."""
    back = ties.selectExpr("other AS actor", "actor AS via")
    return ties.selectExpr("actor", "other AS via").union(back)


def meetings(memberships: DataFrame) -> DataFrame:
    """Paare, die sich in einer kleinen Gruppe treffen."""
    seats = memberships.selectExpr("actor", "group AS via")
    small = seats.groupBy("via").count().where(f"count <= {MEETING_MOST}").select("via")
    kept = seats.join(small, "via")
    return kept.join(kept.withColumnRenamed("actor", "other"), "via").where("actor < other").select("actor", "other")


def gaps(spark: SparkSession, folder: str, by: str, most: int) -> DataFrame:
    """Die besten Paare ohne Verbindung; gleiche in der Reihenfolge der Akteure."""
    ties = spark.read.parquet(f"{folder}/ties.parquet")
    if by == "contacts":
        found, known = pairs(both_ways(ties), less=0), ties
    else:
        topics = spark.read.parquet(f"{folder}/topics.parquet").selectExpr("actor", "topic AS via")
        known = ties.union(meetings(spark.read.parquet(f"{folder}/memberships.parquet")))
        found = pairs(topics, less=1, depends=spark.read.parquet(f"{folder}/dependencies.parquet"))
    missing = found.where("score > 0").join(known, ["actor", "other"], "left_anti")
    return missing.orderBy(f.desc("score"), "actor", "other").limit(most)


if __name__ == "__main__":
    folder, by, most = (*sys.argv[1:], *("contacts", "100")[len(sys.argv) - 2 :])
    session = SparkSession.builder.getOrCreate()
    for row in gaps(session, folder, by, int(most)).collect():
        print(row["score"], row["actor"], row["other"], sep="\t")
    session.stop()
