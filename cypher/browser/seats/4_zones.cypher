// 功能区与所辖镇街 Functional zones and their towns
//
// 万盛经开区、重庆高新区管理的镇街（设置启用时充当上级区划）。
// The towns that two zones run; a setting lets the zones act as districts.
MATCH path = (:Region)-[:ADMINISTERED_BY]->(:Region {kind: 'functional_zone'})
RETURN path
LIMIT 300;
