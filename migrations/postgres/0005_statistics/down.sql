DROP TABLE measures;
DROP TABLE facts;
DROP TABLE tallies;
