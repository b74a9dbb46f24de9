// Initiates the replica set once; finding it initiated is success. Run by the Job `initiate`.
const password = require("fs").readFileSync("/etc/agency/login/password", "utf8").trim();
db.getSiblingDB("admin").auth("root", password);
const host = (i) => `${process.env.STORE}-${i}.${process.env.STORE}:27017`;
const members = [...Array(Number(process.env.MEMBERS)).keys()].map((i) => ({
  _id: i,
  host: host(i),
}));
try {
  rs.initiate({ _id: "rs0", members });
} catch (e) {
  if (e.codeName !== "AlreadyInitialized") throw e;
}
print("replica set rs0: " + members.map((m) => m.host).join(", "));
